/** Assistants of companies that sell: a shop, a travel agency, a car maker, a telephone company. */
import type { Domain } from './domain.ts';

const shop: Domain = {
  name: 'shop',
  roles: ['the shopping assistant', 'the customer service assistant', 'the virtual sales adviser', 'the help desk bot'],
  heads: [
    ...['air fryer', 'espresso machine', 'cordless vacuum', 'office chair', 'hiking jacket', 'running shoe', 'tent'],
    ...['desk lamp', 'standing desk', 'bluetooth speaker', 'baby monitor', 'electric toothbrush', 'rice cooker'],
    ...['mattress', 'garden hose', 'hedge trimmer', 'suitcase', 'yoga mat', 'dehumidifier', 'projector'],
  ],
  kinds: [
    'compact',
    'pro',
    'family',
    'two-litre',
    'second generation',
    'refurbished',
    'black',
    'travel',
    'quiet',
    'XL',
  ],
  aspects: [
    ...['warranty period', 'return window', 'delivery time', 'battery life', 'weight', 'power consumption', 'price'],
    ...['noise level', 'spare parts', 'colour options', 'material', 'cleaning instructions', 'size chart', 'stock'],
    ...['bulk discount', 'energy rating', 'cable length', 'country of manufacture', 'assembly time'],
  ],
  troubles: [
    ...['does not turn on', 'arrived broken', 'makes a grinding noise', 'leaks', 'smells of plastic', 'is too small'],
    ...['stopped charging', 'has a missing screw', 'shows error E4', 'came in the wrong colour', 'overheats'],
    ...['will not pair with my phone', 'has a torn seam', 'never arrived'],
  ],
  errands: [
    ...['cancel my order', 'change the delivery address', 'return an item', 'get a refund', 'use a gift card'],
    ...['track my parcel', 'get an invoice for my company', 'exchange a size', 'close my account', 'redeem a coupon'],
    ...['unsubscribe from the newsletter', 'reset my password', 'report a missing parcel', 'order spare parts'],
    ...['pay in instalments', 'collect my order in a store'],
  ],
  circumstances: [
    ...['I no longer have the receipt', 'it was a gift', 'I paid with two cards', 'the box is already open'],
    ...['I am moving abroad next week', 'it was on sale', 'my neighbour signed for it', 'I bought it over a year ago'],
    ...['I ordered as a guest', 'the parcel went to my old flat', 'I am ordering for a school', 'I used it twice'],
    ...['the courier says it was delivered', 'only half of the order came'],
  ],
  ideas: [
    ...['the loyalty programme', 'extended warranty', 'click and collect', 'price matching', 'the trade-in scheme'],
    ...['pre-orders', 'the difference between guarantee and warranty', 'energy labels', 'marketplace sellers'],
    ...['customs fees', 'store credit', 'the packaging deposit'],
  ],
  limits: ['promise a delivery date', 'offer discounts that are not listed', 'compare with other shops by name'],
};

const travel: Domain = {
  name: 'travel',
  roles: ['the travel assistant', 'the booking helper', 'the concierge bot', 'the airline chat agent'],
  heads: [
    ...[
      'city break in Lisbon',
      'flight to Osaka',
      'rail pass',
      'ferry to Corsica',
      'hotel in Kraków',
      'cruise',
      'villa',
    ],
    ...['night train', 'rental van', 'airport lounge', 'safari', 'ski week', 'camper', 'guided hike', 'beach resort'],
    ...['weekend in Ghent', 'island tour', 'spa stay'],
  ],
  kinds: ['economy', 'flexible', 'family', 'all-inclusive', 'last-minute', 'premium', 'group', 'student', 'off-season'],
  aspects: [
    ...['cancellation policy', 'baggage allowance', 'check-in time', 'visa requirement', 'price for two', 'transfer'],
    ...['pet policy', 'seat map', 'breakfast hours', 'deposit', 'child discount', 'itinerary', 'insurance cover'],
    ...['meal options', 'wheelchair access', 'departure platform', 'tourist tax'],
  ],
  troubles: [
    ...['was overbooked', 'was delayed by six hours', 'is not in my app', 'shows the wrong name', 'was cancelled'],
    ...['looks nothing like the photos', 'was charged twice', 'has no seat together for us', 'lost my bag'],
    ...['asks for a code that I never got', 'does not accept my passport number'],
  ],
  errands: [
    ...['change my dates', 'add a suitcase', 'correct a name on the ticket', 'book a wheelchair', 'get compensation'],
    ...['cancel one of two travellers', 'choose seats', 'use my miles', 'get a travel certificate', 'bring a dog'],
    ...['extend my stay', 'get a receipt', 'book a transfer', 'upgrade my cabin'],
  ],
  circumstances: [
    ...[
      'my connecting flight is late',
      'my child is under two',
      'I booked through an agency',
      'my passport expires soon',
    ],
    ...['I am pregnant', 'there is a strike', 'I have a nut allergy', 'one of us is ill', 'I only have hand luggage'],
    ...['I want to stay one night less', 'we are eleven people', 'I travel with a cello', 'the hotel has closed'],
  ],
  ideas: [
    ...[
      'code sharing',
      'open-jaw tickets',
      'passenger rights',
      'travel insurance',
      'the miles programme',
      'fuel surcharge',
    ],
    ...['transit visas', 'half board', 'the deposit rule', 'dynamic pricing', 'carbon offsets'],
  ],
  limits: ['book without a confirmation', 'give legal advice on visas', 'quote prices older than a day'],
};

const cars: Domain = {
  name: 'cars',
  roles: ['the configurator assistant', 'the digital product expert', 'the showroom assistant', 'the service adviser'],
  heads: [
    ...['hatchback', 'estate', 'electric van', 'pickup', 'city car', 'coupé', 'seven-seater', 'cargo bike', 'scooter'],
    ...['tow bar', 'winter wheel set', 'roof box', 'wall box', 'assistance package', 'sound system', 'heat pump'],
  ],
  kinds: ['long range', 'sport', 'base', 'comfort', 'all-wheel', 'hybrid', 'edition', 'fleet', 'used', 'model-year'],
  aspects: [
    ...[
      'range in winter',
      'boot volume',
      'towing capacity',
      'charging time',
      'lead time',
      'monthly lease',
      'tyre size',
    ],
    ...[
      'service interval',
      'fuel consumption',
      'paint options',
      'warranty on the battery',
      'insurance class',
      'payload',
    ],
    ...['child seat anchors', 'resale value', 'software version', 'roof load'],
  ],
  troubles: [
    ...['shows a yellow warning light', 'does not charge at home', 'pulls to the left', 'lost its key pairing'],
    ...['rattles at low speed', 'keeps rebooting the screen', 'has a delayed delivery', 'will not unlock with the app'],
    ...['uses more than stated', 'cannot be configured with leather'],
  ],
  errands: [
    ...['book a test drive', 'change my configuration', 'find a workshop', 'trade in my old car', 'update the maps'],
    ...['end my lease early', 'order a second key', 'get a recall checked', 'transfer the warranty', 'add a driver'],
    ...['compare two trims', 'get a brochure', 'apply for the subsidy'],
  ],
  circumstances: [
    ...['I have no driveway', 'I drive eighty kilometres a day', 'I tow a caravan', 'I am a company customer'],
    ...['I have three children', 'I live in the mountains', 'the car is leased', 'I imported it', 'I am disabled'],
    ...['my dealer has closed', 'I park on the street'],
  ],
  ideas: [
    ...['battery conditioning', 'residual value leasing', 'one-pedal driving', 'load balancing at a wall box'],
    ...['the difference between the trims', 'over-the-air updates', 'bidirectional charging', 'the real driving cycle'],
  ],
  limits: ['state a final price', 'talk about models that are not announced', 'diagnose safety faults'],
};

const telephone: Domain = {
  name: 'telephone',
  roles: ['the support assistant', 'the network helper', 'the account assistant', 'the digital agent'],
  heads: [
    ...['fibre line', 'prepaid plan', 'family plan', 'router', 'mesh repeater', 'eSIM', 'TV box', 'roaming pack'],
    ...[
      'landline',
      'data-only plan',
      'business line',
      'voicemail',
      'smartwatch plan',
      'parental filter',
      'cloud drive',
    ],
  ],
  kinds: ['unlimited', 'starter', 'student', 'gigabit', 'mini', 'old', 'annual', 'premium', '5G', 'second'],
  aspects: [
    ...['monthly fee', 'minimum term', 'data cap', 'upload speed', 'activation fee', 'coverage', 'roaming countries'],
    ...['notice period', 'speed after the cap', 'installation date', 'number of devices', 'hotline hours', 'bonus'],
    ...['WLAN password', 'firmware version', 'late fee'],
  ],
  troubles: [
    ...[
      'drops out every evening',
      'has a red light',
      'is slower than promised',
      'cannot call abroad',
      'was not activated',
    ],
    ...[
      'was billed twice',
      'does not show channels',
      'forgets its password',
      'has no signal indoors',
      'rejects my PIN',
    ],
    ...['was cut off without notice', 'will not connect to the printer'],
  ],
  errands: [
    ...[
      'activate my SIM',
      'port my number',
      'cancel my contract',
      'change my plan',
      'block a number',
      'dispute a bill',
    ],
    ...['move my line', 'unlock my phone', 'get a new PUK', 'pause my plan', 'add a child', 'set up voicemail'],
    ...['book a technician', 'change my bank details'],
  ],
  circumstances: [
    ...[
      'I lost my phone',
      'the contract is in the name of my late father',
      'I am moving next month',
      'I am on holiday',
    ],
    ...[
      'I was promised a discount on the phone',
      'there are roadworks outside',
      'my landlord refuses',
      'I work from home',
    ],
    ...['I never got the letter', 'the technician did not come', 'I switched last week'],
  ],
  ideas: [
    ...['fair use', 'number porting', 'the difference between 4G and 5G', 'dynamic IP addresses', 'bridge mode'],
    ...['price indexation', 'Wi-Fi calling', 'the fault compensation', 'SIM swapping'],
  ],
  limits: ['read out passwords', 'cancel a contract without authentication', 'blame other providers'],
};

export const TRADE: readonly Domain[] = [shop, travel, cars, telephone];
