/**
 * Whether a prompt itself says that its answers are for training a model. People who ask for help with their own model
 * talk about training too, so only statements about the answer count. People, muscles and dogs are trained as well, so a statement has to
 * name a model, or something that only a model is given.
 */

/** Text beyond this is not looked at, UTF-16 units. */
const MAX_TEXT = 8000;

const DATA = '(?:data|data ?sets?|sets?|corpus|corpora|examples?|samples?|pairs?|signals?)';
/** What is given to models alone. */
const FOR_MODELS =
  `(?:(?:fine-?tuning|distillation|instruction[- ]tuning|reward[- ]model|sft|rlhf|dpo) (?:training )?${DATA}` +
  '|(?:training|preference) (?:data ?sets?|corpus|corpora)|training data|preference pairs?)';
const MODEL =
  '(?:models?|[sl]?lms?|neural net(?:work)?s?|student networks?|classifiers?|chat ?bots?|ai (?:systems?|assistants?|agents?)|(?:an|another) ai)';
/** A few words up to what is trained; behind one of these stands what people are trained in. */
const UP_TO = "(?:(?!(?:in|on|about|with|using|for|at|by|how)\\b)[\\w'’-]+ ){0,4}";
const TRAINS = '(?:train|training|fine-?tun(?:e|ing)|distil+(?:ing|ation)?)';
const USED = '\\b(?:used?|serves?|intended|meant|suitable|usable|needed) (?:as|for|to|in) [^.!?\\n]{0,40}\\b';
const MAKES =
  '\\b(?:generat|creat|produc|writ|build|construct|collect|synthesi[sz]|annotat|label|curat)\\w* (?:(?!\\b(?:on|from|with|using)\\b)[^.!?\\n]){0,60}\\b';

const STATEMENTS: readonly RegExp[] = [
  // English
  new RegExp(`${USED}(?:${TRAINS} ${UP_TO}${MODEL}|(?:models?|[sl]?lms?) ${TRAINS})\\b`, 'i'),
  new RegExp(`${USED}(?:fine-?tun(?:e|ing)\\b[^.!?\\n]{0,40}\\bassistants?|training (?:text|data|corpus))\\b`, 'i'),
  new RegExp(`${USED}fine-?tuning(?= *(?:[.!?;,\\n]|$))`, 'i'),
  new RegExp(`${MAKES}${FOR_MODELS}\\b`, 'i'),
  new RegExp(
    `${MAKES}(?:training|preference) ${DATA} (?:for|of|to) ${UP_TO}(?:${MODEL}|function[- ]calling|tool[- ]use)\\b`,
    'i',
  ),
  new RegExp(`\\b(?:as|for) (?:an? |our |my |high-quality )?(?:machine[- ]learning ${DATA}|${FOR_MODELS})\\b`, 'i'),
  new RegExp(`\\b(?:as if|while|when) (?:you are |you were )?(?:training|teaching) ${UP_TO}${MODEL}\\b`, 'i'),
  new RegExp(
    `\\b(?:train|teach|distil+|fine-?tune)(?:ing)? (?:an? |the |our |my )?(?:another|other|smaller|student|target|new) (?:\\w+ )?${MODEL}\\b`,
    'i',
  ),
  /\b(?:for|so that) (?:an?|the|our|my) (?:\w+ )?student (?:model|network|llm)\b(?! un\b| united)/i,
  // Chinese, Japanese, Korean
  /用[于来作做][^。！？\n]{0,12}(?:训练|微调|蒸馏)[^。！？\n]{0,6}(?:模型|智能体|语料|数据|助手)|用[于来作做][^。！？\n]{0,8}模型[^。！？\n]{0,6}(?:训练|微调|蒸馏)|用[于来作做]微调|作为[^。！？\n]{0,8}训练(?:数据|样本)|(?:生成|构建|编写|制作|创建)[^。！？\n]{0,24}(?:训练|微调)(?:数据|样本|集|语料)|学生模型/u,
  /(?:学習|訓練)(?:用)?データ(?:として|を(?:作成|生成))|モデルの(?:学習|訓練|微調整)に(?:使|用)|生徒モデル/u,
  /학습(?:용)? 데이터(?:로|를 (?:생성|작성))|모델을? (?:학습|훈련|미세 ?조정)[^.\n]{0,12}(?:위|사용)|학생 모델/u,
  // Spanish, Portuguese, French, German, Russian; by code points the first of them take twenty times as long
  /\bpara (?:entrenar|treinar|ajustar)\b[^.!?\n]{0,30}\bmodelos?\b|\bcomo (?:datos de entrenamiento|dados de treinamento)\b|\bmodelo (?:estudiante|aluno)\b/i,
  /\bpour entra[iî]ner\b[^.!?\n]{0,30}\bmod[eè]les?\b|\bcomme données d[’']entra[iî]nement\b|\bmod[eè]le (?:élève|étudiant)\b/i,
  /\bals Trainings(?:daten|beispiele?)\b|\bTrainings(?:daten|beispiele?) (?:erzeug|erstell|generier)|\bum [^.!?\n]{0,40}\bModell\w* zu trainieren\b|\bSchülermodell/i,
  /для (?:обучения|дообучения)[^.!?\n]{0,30}модел|как обучающ\w* данн|модел[ьи]-учени[кц]/iu,
];

/** The words that say so, undefined where none do. */
export function statedUse(text: string): string | undefined {
  const read = text.slice(0, MAX_TEXT);
  for (const statement of STATEMENTS) {
    const found = statement.exec(read);
    if (found) return found[0];
  }
  return undefined;
}
