/**
 * Words that every text of a language has, which name no topic: articles, prepositions, pronouns, auxiliaries, and what instructions
 * to a model are built with.
 */
import { wordSet } from '../../../schema/words.ts';

const LANGUAGES = `
  a about above after again all also an and another any are as at be because been before being below between both but by can could did
  do does each either else every few first for from had has have he her here him his how if in into is it its itself just last less like
  many may me might more most much must my need needs never next no nor not now of off on once one only onto or other our out over own
  part per same shall she should so some such than that the their them then there these they this those through to too two under
  until up us use used using very was we well were what when where which while who whom whose why will with within without would yes
  you your yourself always please make makes give gives given keep let put say says take ask asked asking help want
  aber alle als am an auch auf aus bei bis das dass dem den der des die doch ein eine einem einen einer eines er es für hat ich ihr im in
  ist kann man mit nach nicht noch nur oder sich sie sind so um und uns unter vom von vor war was wenn werden wie wird wir zu zum zur über
  au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur lui mais ne nous on ou par pas plus pour que qui sa se
  ses si son sont sur tu un une vos votre vous être
  al como con cuando de del desde donde el ella en entre era es esta este esto ha hasta la las lo los más muy no nos para pero por que se
  sin sobre son su sus también todo un una uno y ya
  ao as com da das do dos em essa esse esta este foi isso mais mas na nas no nos não o os ou para pela pelo por quando são sem seu sua
  também tem um uma você
  alla anche che chi ci come con da dal dalla dei del della delle di dove e è gli ha hanno il io la le lo loro ma nel nella non per più
  quando questo se si sono su tra un una
  aan als bij dat de deze die dit door een en er het hij hoe ik in is je maar met naar niet of om ook op te tot uit van voor was wat we
  wordt zij zijn`;

export const FUNCTION_WORDS = wordSet(LANGUAGES);
