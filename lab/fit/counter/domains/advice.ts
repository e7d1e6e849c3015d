/** Assistants that advise: a pharmacy with its triage, and a desk for legal information. */
import type { Domain } from './domain.ts';

const pharmacy: Domain = {
  name: 'pharmacy',
  roles: ['the pharmacy assistant', 'the medication helper', 'the symptom guide', 'the triage assistant'],
  heads: [
    ...['ibuprofen', 'cetirizine', 'nasal spray', 'iron tablets', 'cough syrup', 'contraceptive pill', 'eye drops'],
    ...['insulin pen', 'blood pressure monitor', 'antifungal cream', 'vitamin D', 'antibiotic', 'migraine tablet'],
    ...['fever thermometer', 'asthma inhaler', 'probiotics'],
  ],
  kinds: ['400 mg', 'children’s', 'sugar-free', 'prescription', 'generic', 'night', 'depot', 'low-dose', 'vegan'],
  aspects: [
    ...['usual dose', 'side effects', 'shelf life', 'price', 'interaction with alcohol', 'use in pregnancy', 'storage'],
    ...['time until it works', 'longest use', 'ingredients', 'availability', 'age limit', 'missed dose rule'],
    ...['interaction with grapefruit', 'prescription rule'],
  ],
  troubles: [
    ...['makes me drowsy', 'upsets my stomach', 'is out of stock', 'gave me a rash', 'does not help any more'],
    ...['was left in the sun', 'shows an error', 'tastes odd', 'was vomited after ten minutes', 'expired last year'],
  ],
  errands: [
    ...[
      'redeem an e-prescription',
      'reserve a medicine',
      'find an emergency pharmacy',
      'get a refill',
      'return a device',
    ],
    ...['check two medicines together', 'travel with medicine', 'see a doctor today', 'talk to a pharmacist'],
    ...['get a sick note', 'treat a burn'],
  ],
  circumstances: [
    ...[
      'I am breastfeeding',
      'my son weighs fifteen kilos',
      'I take blood thinners',
      'I have had a fever for four days',
    ],
    ...[
      'my kidneys are weak',
      'I am allergic to penicillin',
      'I drank two beers',
      'I am eighty-one',
      'it hurts at night',
    ],
    ...['I forgot it yesterday', 'I have asthma', 'the rash is spreading', 'I fly tomorrow'],
  ],
  ideas: [
    ...['generic medicines', 'half-life', 'antibiotic resistance', 'the cold chain', 'herd immunity', 'a dry cough'],
    ...['the difference between a virus and bacteria', 'blood pressure values', 'dehydration', 'the emergency number'],
  ],
  limits: ['make a diagnosis', 'change a prescribed dose', 'advise against seeing a doctor'],
};

const law: Domain = {
  name: 'law',
  roles: ['the legal information assistant', 'the contract helper', 'the rights guide', 'the tenant advice bot'],
  heads: [
    ...[
      'rental contract',
      'employment contract',
      'purchase agreement',
      'will',
      'power of attorney',
      'NDA',
      'gym contract',
    ],
    ...['flat-share agreement', 'warning letter', 'invoice', 'loan between friends', 'website imprint', 'patent'],
  ],
  kinds: ['fixed-term', 'oral', 'standard', 'old', 'foreign', 'handwritten', 'commercial', 'unsigned', 'joint'],
  aspects: [
    ...['notice period', 'limitation period', 'required form', 'court fee', 'deposit limit', 'burden of proof'],
    ...['withdrawal right', 'liability', 'usual clauses', 'place of jurisdiction', 'exceptions', 'repair duty'],
  ],
  troubles: [
    ...[
      'contains a strange clause',
      'was never signed',
      'was terminated by e-mail',
      'is not being honoured',
      'was lost',
    ],
    ...['renews by itself', 'names the wrong person', 'demands a penalty'],
  ],
  errands: [
    ...['terminate my lease', 'object to a dismissal', 'get my deposit back', 'write a formal notice', 'find a lawyer'],
    ...['apply for legal aid', 'appeal a fine', 'claim overtime', 'withdraw from a purchase', 'reduce my rent'],
    ...['draft a will', 'change my name'],
  ],
  circumstances: [
    ...['there is mould in the bedroom', 'I am on probation', 'my boss wrote it in a chat', 'I never got a copy'],
    ...['the landlord sold the house', 'I am a minor', 'we had an oral agreement', 'the seller lives abroad'],
    ...['I missed the hearing', 'my flatmate moved out', 'I am pregnant', 'there was no witness'],
  ],
  ideas: [
    ...[
      'statute of limitations',
      'good faith',
      'consideration',
      'a class action',
      'the right of withdrawal',
      'usufruct',
    ],
    ...['negligence', 'precedent', 'the cooling-off period', 'mediation', 'data protection'],
  ],
  limits: ['act as a lawyer', 'predict the outcome of a case', 'draft court filings'],
};

export const ADVICE: readonly Domain[] = [pharmacy, law];
