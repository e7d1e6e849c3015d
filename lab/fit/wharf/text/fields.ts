/** What people write about: content words by field, and the little words that hold English together. */

export const FIELDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    medicine:
      'patient dose symptom biopsy fever clinic artery antibiotic diagnosis vaccine kidney insulin surgeon trial placebo tissue infection screening nurse therapy lesion pulse allergy ward chronic acute',
    law: 'clause tenant liability plaintiff statute contract appeal damages lease covenant court breach remedy notice evidence custody verdict licence trustee injunction counsel arbitration waiver binding',
    finance:
      'bond yield ledger dividend margin hedge invoice audit equity interest portfolio broker liquidity budget tariff default accrual pension forecast asset deposit quarter revenue volatile',
    physics:
      'photon momentum lattice entropy field wave particle vector charge plasma orbit tensor quantum torque inertia spin magnet vacuum resonance laser energy diffraction isotope',
    chemistry:
      'polymer catalyst acid solvent enzyme titration bond oxide salt reagent crystal isomer ligand buffer yield reactor electrolyte residue vapour compound alkaline',
    biology:
      'genome protein membrane species mutation larva habitat neuron allele ribosome predator fungus pollen ecosystem cell migration embryo bacteria gene receptor',
    mathematics:
      'integer polynomial matrix theorem limit graph prime sequence divisor probability convex integral symmetry permutation root lemma set function bound series',
    software:
      'endpoint queue cache thread migration schema container deploy commit rollback token compiler latency socket branch handler pipeline shard cluster regression bundle callback',
    cooking:
      'dough simmer garlic oven broth marinade butter yeast roast pepper lentil sauce whisk skillet crust herb zest batter dumpling pickle vinegar',
    travel:
      'visa itinerary hostel ferry luggage museum airport harbour trail guide booking beach train border passport sunset village festival market ticket',
    gaming:
      'quest dungeon armour guild sword spawn potion boss tavern dragon rogue wizard loot arena castle spell shield kingdom goblin raid map inn',
    garden:
      'soil seedling compost mulch prune tomato frost bulb greenhouse fertiliser weed harvest orchard slug hedge rose irrigation shade trellis root lawn',
    logistics:
      'pallet warehouse freight courier customs shipment container dispatch forklift route carrier manifest inventory dock parcel barcode fleet delay tracking lane',
    history:
      'empire treaty siege dynasty revolt archive parliament colony merchant monarch reform battle migration census charter peasant crusade republic relic trade',
    music:
      'chord melody tempo harmony bass rhythm verse chorus album guitar orchestra scale drum pitch lyric sonata studio vinyl concert mix',
    sport:
      'league goal coach sprint injury referee season transfer stadium relay penalty tournament racket medal squad training warmup draft keeper pass',
    school:
      'essay homework exam lecture syllabus grade lesson pupil semester quiz thesis worksheet scholarship seminar citation campus tutor rubric library lab',
    retail:
      'refund coupon checkout basket discount supplier receipt warranty shelf loyalty return stock catalogue voucher order bundle brand gift price size',
    energy:
      'turbine grid battery panel inverter voltage reactor heat pump carbon storage meter outage pipeline load fuel hydrogen insulation boiler peak',
    climate:
      'rainfall glacier drought emission ocean flood methane forest storm temperature reef carbon wildfire coast monsoon erosion aquifer permafrost season',
    housing:
      'mortgage landlord tenant roof plumbing deposit survey kitchen permit insulation boundary garage lift facade balcony damp cladding rent broker viewing',
    hiring:
      'candidate interview resume salary onboarding payroll promotion remote shift contract benefit manager appraisal recruiter vacancy skill notice overtime referral team',
    media:
      'headline editor podcast subscriber script newsletter caption trailer channel interview audience feature draft deadline columnist broadcast clip review sponsor',
    security:
      'phishing firewall exploit password malware encryption intrusion token patch vulnerability audit breach forensic sandbox privilege scanner endpoint botnet credential leak',
    philosophy:
      'ethics virtue duty paradox consciousness freedom knowledge belief justice reason argument premise meaning identity truth intention moral dilemma utility',
    language:
      'verb dialect grammar accent syllable tense idiom translation noun phrase vowel clause script meaning corpus register loanword spelling fluency',
    family:
      'toddler birthday bedtime cousin wedding school pet chore holiday grandmother nursery allowance sibling picnic dinner neighbour weekend moving argument',
    cars: 'brake engine clutch tyre mileage hybrid gearbox exhaust charger dashboard oil sensor lease insurer garage axle filter ignition recall',
    space:
      'rover payload orbit lander telescope comet launch thruster module crew eclipse crater probe docking antenna nebula exoplanet gravity solar',
    farming:
      'wheat tractor herd pasture silage fodder irrigation yield barn milk subsidy harvest rotation drone seed pest flock grain soil moisture',
  }).map(([field, words]) => [field, words.split(' ')]),
);

export const FIELD_NAMES: readonly string[] = Object.keys(FIELDS);

/** Words of no field in particular. */
export const GENERAL: readonly string[] =
  `small early final common local public strong hidden major average direct simple useful several recent likely stable
  report change result group system problem value reason person number plan cost part level process rate area point case effect
  use make need keep find show give move hold build reach check follow compare reduce support cause include explain allow require
  test improve measure remain avoid start choose slow quick modern rough formal typical steady broken shared single whole separate
  method project issue detail source option version feature limit risk market policy sample model design story family`.split(
    /\s+/,
  );

/** Little words, the most used first. */
export const LITTLE: readonly string[] =
  `the of and to a in is that for it as with on was be by at are this from or an which but not have when they their if more can
  will its than has been who into so some other about up out only two then these may also most over such after between each
  must where how while because through both before under without against during even since until although within`.split(
    /\s+/,
  );

/** Verbs, as they stand after one thing and before another. */
export const VERBS: readonly string[] =
  `increases reduces limits requires replaces supports affects includes produces carries delays improves breaks covers follows
  changes controls measures explains contains prevents causes allows shows drives weakens strengthens precedes resembles uses
  absorbs attracts rejects confirms predicts stores moves connects separates doubles halves hides reveals splits joins tests
  approves records feeds blocks opens closes triggers needs has keeps loses gains shares receives sends returns`.split(
    /\s+/,
  );

export const ADJECTIVES: readonly string[] =
  `early late cheap costly dense thin regional internal external partial complete rare frequent local global stable fragile
  visible hidden heavy light recent older younger larger smaller strict loose public private average extreme gradual sudden
  temporary permanent reliable doubtful seasonal annual weekly manual automatic primary secondary`.split(/\s+/);

/** How a sentence may open, before its first comma. */
export const OPENINGS: readonly string[] =
  `in practice|as a rule|for example|in most cases|at first|by contrast|in the long run|of course|on average|in other words
  |after a while|for this reason|under load|at the same time|to be fair|in this case|last year|so far|without it`
    .split('|')
    .map((opening) => opening.trim());
