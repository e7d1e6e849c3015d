/** Other languages than English: little words as they are, content words made of usual syllables, and how one asks for things. */

export interface Language {
  code: string;
  name: string;
  little: readonly string[];
  syllables: readonly string[];
  /** Between words. */
  gap: string;
  stop: string;
  question: string;
  /** Ways to ask; what is asked about follows. */
  asks: readonly string[];
}

const language = (
  code: string,
  name: string,
  little: string,
  syllables: string,
  asks: string,
  { gap = ' ', stop = '. ', question = '? ' } = {},
): Language => ({
  code,
  name,
  little: little.split(' '),
  syllables: syllables.split(' '),
  asks: asks.split('|'),
  gap,
  stop,
  question,
});

export const LANGUAGES: readonly Language[] = [
  language(
    'de',
    'German',
    'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei',
    'ver be ge ent haus bau kraft stell ung lich keit werk land zeit recht schaft stand lauf zug mess druck wert satz kauf bild schutz plan raum',
    'Erkläre bitte|Warum gilt|Wie funktioniert|Fasse zusammen:|Beschreibe Schritt für Schritt|Was bedeutet',
  ),
  language(
    'es',
    'Spanish',
    'de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre',
    'ca so mi en to de ra ción men te do la gran pro ver ti no sa lu per ma ri co ble dad ar es tra ba jo',
    'Explica|¿Por qué ocurre|Resume el siguiente texto:|Describe paso a paso|¿Qué diferencia hay entre|Escribe sobre',
  ),
  language(
    'fr',
    'French',
    'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou mais comme aux',
    'con pro me tion ment re ti ou eau age é ler ve sa tou por ci ble eur ir ba char lon pi teau nal',
    'Explique|Pourquoi|Résume le texte suivant :|Décris étape par étape|Quelle est la différence entre|Rédige',
  ),
  language(
    'pt',
    'Portuguese',
    'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à',
    'ção men te ca sa do ri lha nho per tra bal ver de pro ma to ba lei tu gran so ra por ci dade',
    'Explique|Por que|Resuma o texto:|Descreva passo a passo|Qual é a diferença entre|Escreva sobre',
  ),
  language(
    'ru',
    'Russian',
    'и в не на что с как это по но из у за от к для же бы так все до мы при или его если их уже только',
    'про пере ста но ва ние тель ость ка ра бот мир вод град свет стро ход ма ли су да рек зем об под',
    'Объясни|Почему|Кратко перескажи:|Опиши по шагам|В чём разница между|Напиши про',
  ),
  language(
    'zh',
    'Chinese',
    '的 是 在 和 了 有 不 这 我们 也 对 为 与 以 将 其 可以 如果 因为 但',
    '数 据 系 统 学 习 模 型 经 济 市 场 水 电 工 程 教 育 文 化 城 交 通 医 疗 食 品 天 气 历 史 语 言 人 力 设 计',
    '请解释|为什么|请总结以下内容：|请一步一步说明|比较一下|写一段关于',
    { gap: '', stop: '。', question: '？' },
  ),
  language(
    'ja',
    'Japanese',
    'の は を が に と で も から まで など この その ため として について です ます',
    'デー タ 会 社 学 校 時 間 計 画 水 電 車 地 図 音 楽 料 理 開 発 環 境 旅 行 映 画 サー ビス 研 究 安 全',
    '説明してください：|なぜ|次の文章を要約してください：|手順を追って述べてください：|違いを教えてください：|書いてください：',
    { gap: '', stop: '。', question: '？' },
  ),
  language(
    'ar',
    'Arabic',
    'في من على أن إلى عن مع هذا التي الذي كان قد ما لا هو كل بين بعد ذلك عند',
    'مد رس كت حسا عمل طر بيت سو نظ تعل بحر شر مو دول علم صن قلب نو وق جم',
    'اشرح|لماذا|لخّص النص التالي:|صف خطوة بخطوة|ما الفرق بين|اكتب عن',
    { question: '؟ ' },
  ),
  language(
    'hi',
    'Hindi',
    'के में की है और से का को पर यह कि लिए एक नहीं हैं भी ने कर तो जो था इस',
    'वि का स प्र धा न मा र्ग शि क्षा जल भू मि बा ज़ार सं गी त खे ल दे श रा ज्य यो जना',
    'समझाइए|क्यों|इस पाठ का सार लिखिए:|चरण दर चरण बताइए|में क्या अंतर है:|लिखिए',
    { stop: '। ' },
  ),
  language(
    'ko',
    'Korean',
    '이 그 은 는 을 를 에 의 와 과 도 로 에서 까지 하고 또는 그리고 하지만 때문에 위해',
    '데 이터 시 장 학 교 기 술 환 경 경 제 문 화 도 시 여 행 음 식 건 강 연 구 개 발 안 전',
    '설명해 주세요:|왜|다음 글을 요약해 주세요:|단계별로 설명해 주세요:|차이를 비교해 주세요:|글을 써 주세요:',
  ),
];
