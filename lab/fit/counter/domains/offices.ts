/** Assistants of offices: a bank, an insurer, a city hall. */
import type { Domain } from './domain.ts';

const bank: Domain = {
  name: 'bank',
  roles: ['the banking assistant', 'the virtual teller', 'the card support agent', 'the in-app helper'],
  heads: [
    ...['current account', 'credit card', 'savings account', 'virtual card', 'overdraft', 'personal loan', 'mortgage'],
    ...['standing order', 'top-up', 'foreign transfer', 'direct debit', 'joint account', 'youth account', 'safe box'],
  ],
  kinds: ['gold', 'basic', 'business', 'student', 'fixed-rate', 'instant', 'metal', 'euro', 'first', 'premium'],
  aspects: [
    ...['fee', 'interest rate', 'withdrawal limit', 'exchange rate', 'processing time', 'minimum balance', 'age limit'],
    ...['credit limit', 'cut-off time', 'grace period', 'card delivery time', 'supported currencies', 'cashback'],
    ...['early repayment charge', 'required documents', 'insurance included'],
  ],
  troubles: [
    ...['was declined', 'is still pending', 'was charged twice', 'shows a payment that I do not know', 'is blocked'],
    ...['was swallowed by the machine', 'has the wrong rate', 'was not credited', 'does not work for contactless'],
    ...['asks for a passcode that I forgot', 'was reverted', 'has not arrived yet'],
  ],
  errands: [
    ...[
      'activate my card',
      'change my PIN',
      'dispute a payment',
      'raise my limit',
      'close my account',
      'freeze my card',
    ],
    ...['add a second holder', 'verify my identity', 'get a statement', 'cancel a transfer', 'order a replacement'],
    ...['change my address', 'link my card to my phone', 'top up by bank transfer', 'report a lost phone'],
  ],
  circumstances: [
    ...['I am travelling outside the country', 'my name has changed', 'I am self-employed', 'my phone was stolen'],
    ...['I am not a citizen', 'the shop has gone bankrupt', 'I entered the wrong account number', 'I am sixteen'],
    ...['the money was for rent', 'I inherited the account', 'I used a cash machine abroad', 'it is a bank holiday'],
  ],
  ideas: [
    ...[
      'compound interest',
      'chargebacks',
      'the deposit guarantee',
      'two-factor approval',
      'the effective annual rate',
    ],
    ...['credit scoring', 'instant payments', 'mid-market rates', 'money laundering checks', 'amortisation'],
  ],
  limits: ['give investment advice', 'reveal balances without a login', 'say why a credit was refused'],
};

const insurer: Domain = {
  name: 'insurance',
  roles: ['the claims assistant', 'the policy helper', 'the virtual insurance adviser', 'the member service bot'],
  heads: [
    ...['household policy', 'car policy', 'travel cover', 'pet plan', 'dental plan', 'liability cover', 'legal cover'],
    ...['bicycle cover', 'life policy', 'health plan', 'accident cover', 'flood cover', 'disability policy'],
  ],
  kinds: ['basic', 'comfort', 'premium', 'family', 'senior', 'old tariff', 'plus', 'excess-free', 'group', 'annual'],
  aspects: [
    ...['excess', 'waiting period', 'premium', 'notice period', 'sum insured', 'exclusions', 'claims deadline'],
    ...['no-claims bonus', 'cover abroad', 'list of documents', 'age limit', 'co-payment', 'renewal date', 'tax'],
    ...['cover for subtenants', 'network of doctors'],
  ],
  troubles: [
    ...['was rejected', 'has been in review for weeks', 'does not list my address', 'went up by a third', 'was lapsed'],
    ...['pays less than the estimate', 'lists the wrong vehicle', 'was never confirmed', 'asks for an expert report'],
  ],
  errands: [
    ...['report a claim', 'add my partner', 'cancel my policy', 'change my vehicle', 'get a certificate of cover'],
    ...['appeal a decision', 'upload an invoice', 'lower my premium', 'find a repair shop', 'pause my cover'],
    ...['change my beneficiary', 'check the status of my claim', 'get a green card'],
  ],
  circumstances: [
    ...['the damage happened abroad', 'my tenant caused it', 'I noticed it two weeks later', 'I have no police report'],
    ...['the other driver fled', 'I had a pre-existing condition', 'I already repaired it', 'the door was unlocked'],
    ...['I am between two jobs', 'the bike was in the cellar', 'my dog bit someone', 'it was a rental car'],
  ],
  ideas: [
    ...[
      'gross negligence',
      'replacement value',
      'underinsurance',
      'subrogation',
      'the no-claims scale',
      'co-insurance',
    ],
    ...['the difference between excess and co-payment', 'waiting periods', 'actuarial tables', 'force majeure'],
  ],
  limits: ['confirm that a claim will be paid', 'give medical advice', 'change a policy without signature'],
};

const cityHall: Domain = {
  name: 'city hall',
  roles: ['the citizen assistant', 'the municipal information bot', 'the digital front desk', 'the resident helper'],
  heads: [
    ...['residence certificate', 'parking permit', 'dog licence', 'building permit', 'birth certificate', 'ID card'],
    ...['bulky waste collection', 'kindergarten place', 'marriage appointment', 'market stall', 'library card'],
    ...['housing benefit', 'business registration', 'tree felling permit', 'street festival'],
  ],
  kinds: ['temporary', 'first', 'renewed', 'express', 'online', 'annual', 'replacement', 'senior', 'seasonal'],
  aspects: [
    ...[
      'fee',
      'processing time',
      'opening hours',
      'required documents',
      'online form',
      'validity',
      'responsible office',
    ],
    ...['deadline', 'appointment calendar', 'reduced rate', 'language of the form', 'appeal period', 'parking zone'],
  ],
  troubles: [
    ...[
      'was refused',
      'has a spelling mistake',
      'cannot be paid by card',
      'expired last month',
      'was sent to my old address',
    ],
    ...['shows no free appointment', 'asks for a translation', 'was not collected'],
  ],
  errands: [
    ...['register my address', 'get an appointment', 'apply for a reduction', 'report a pothole', 'pay a fine'],
    ...['renew my passport', 'register a newborn', 'object to a notice', 'vote by post', 'rent the town hall'],
    ...['get a copy of a certificate', 'report noise', 'dispose of paint'],
  ],
  circumstances: [
    ...['I have just moved here', 'my landlord will not sign', 'I have no fixed address', 'I am a refugee'],
    ...[
      'I cannot come in person',
      'my wallet was stolen',
      'I live abroad',
      'we are not married',
      'I missed the deadline',
    ],
    ...['the site is down', 'I only have a copy', 'I am under guardianship'],
  ],
  ideas: [
    ...['the zoning plan', 'the property tax', 'the right to object', 'postal voting', 'the waste calendar'],
    ...['the housing register', 'participatory budgeting', 'the noise ordinance', 'legal guardianship'],
  ],
  limits: ['give legal advice', 'reveal data of other residents', 'predict a decision'],
};

export const OFFICES: readonly Domain[] = [bank, insurer, cityHall];
