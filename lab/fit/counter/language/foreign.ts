/** How people ask in other languages. What the assistant knows by an English name keeps it, as such names do. */
import type { MatterKind } from './matter.ts';

export type Language = 'en' | 'es' | 'de' | 'fr' | 'pt' | 'it' | 'tr' | 'pl' | 'ru' | 'ar' | 'hi' | 'zh' | 'ja' | 'ko';

type Frames = Readonly<Record<'aspect' | 'trouble' | 'errand' | 'idea', readonly string[]>>;

const FRAMES: Readonly<Record<Exclude<Language, 'en'>, Frames>> = {
  es: {
    aspect: [
      '¿Cuál es el {aspect} de {thing}?',
      'Hola, quisiera saber {aspect} para {thing}',
      '{thing} {aspect} por favor',
    ],
    trouble: ['Mi {thing} {trouble}, ¿qué hago?', 'Tengo un problema, {thing} {trouble}', 'ayuda!! {thing} {trouble}'],
    errand: ['¿Cómo puedo {errand}?', 'Necesito {errand}, {circumstance}', 'quiero {errand} y no encuentro dónde'],
    idea: ['¿Qué significa {idea}?', 'Explíqueme {idea} con un ejemplo', 'no entiendo {idea}'],
  },
  de: {
    aspect: [
      'Wie ist {aspect} bei {thing}?',
      'Guten Tag, ich suche Angaben zu {aspect} von {thing}.',
      '{thing} {aspect}?',
    ],
    trouble: ['Mein {thing} {trouble}. Was tun?', 'Hilfe, {thing} {trouble}', 'Schon wieder: {thing} {trouble}!'],
    errand: ['Wie kann ich {errand}?', 'Ich möchte {errand}, aber {circumstance}', 'wo finde ich {errand}'],
    idea: ['Was bedeutet {idea}?', 'Kannst du mir {idea} erklären?', '{idea} einfach erklärt'],
  },
  fr: {
    aspect: ['Quel est le {aspect} du {thing} ?', 'Bonjour, je cherche {aspect} pour {thing}', '{thing}, {aspect} svp'],
    trouble: [
      'Mon {thing} {trouble}, que faire ?',
      'Bonjour, {thing} {trouble}. Merci de m’aider',
      'encore {thing} {trouble}',
    ],
    errand: ['Comment faire pour {errand} ?', 'Je voudrais {errand}, {circumstance}', 'je n’arrive pas à {errand}'],
    idea: ['C’est quoi {idea} ?', 'Pouvez-vous expliquer {idea} ?', '{idea}, je ne comprends pas'],
  },
  pt: {
    aspect: ['Qual é o {aspect} do {thing}?', 'Oi, preciso saber {aspect} de {thing}'],
    trouble: ['Meu {thing} {trouble}, e agora?', 'Boa tarde, o {thing} {trouble}'],
    errand: ['Como faço para {errand}?', 'Preciso {errand}, {circumstance}'],
    idea: ['O que é {idea}?', 'me explica {idea} por favor'],
  },
  it: {
    aspect: ['Qual è il {aspect} di {thing}?', 'Salve, vorrei sapere {aspect} per {thing}'],
    trouble: ['Il mio {thing} {trouble}, cosa faccio?', 'aiuto, {thing} {trouble}'],
    errand: ['Come posso {errand}?', 'Vorrei {errand} ma {circumstance}'],
    idea: ['Cosa vuol dire {idea}?', 'Mi spieghi {idea}?'],
  },
  tr: {
    aspect: ['{thing} için {aspect} nedir?', 'Merhaba, {thing} {aspect} öğrenebilir miyim'],
    trouble: ['{thing} {trouble}, ne yapmalıyım?', 'yardım edin {thing} {trouble}'],
    errand: ['Nasıl {errand} yapabilirim?', '{errand} istiyorum, {circumstance}'],
    idea: ['{idea} ne demek?', '{idea} nasıl çalışır anlatır mısın'],
  },
  pl: {
    aspect: ['Jaki jest {aspect} dla {thing}?', 'Dzień dobry, szukam {aspect} {thing}'],
    trouble: ['Mój {thing} {trouble}, co robić?', 'pomocy, {thing} {trouble}'],
    errand: ['Jak mogę {errand}?', 'Chcę {errand}, {circumstance}'],
    idea: ['Co to jest {idea}?', 'Proszę wyjaśnić {idea}'],
  },
  ru: {
    aspect: ['Какой {aspect} у {thing}?', 'Здравствуйте, подскажите {aspect} для {thing}', '{thing} {aspect}'],
    trouble: ['У меня {thing} {trouble}, что делать?', 'Опять {thing} {trouble}!!', 'помогите {thing} {trouble}'],
    errand: ['Как мне {errand}?', 'Хочу {errand}, {circumstance}', 'где можно {errand}'],
    idea: ['Что такое {idea}?', 'Объясните {idea} простыми словами'],
  },
  ar: {
    aspect: ['ما هو {aspect} لـ {thing}؟', 'السلام عليكم، أريد معرفة {aspect} {thing}'],
    trouble: ['عندي مشكلة: {thing} {trouble}', '{thing} {trouble} ماذا أفعل؟'],
    errand: ['كيف يمكنني {errand}؟', 'أريد {errand} لكن {circumstance}'],
    idea: ['ما معنى {idea}؟', 'اشرح لي {idea} من فضلك'],
  },
  hi: {
    aspect: ['{thing} का {aspect} क्या है?', 'नमस्ते, {thing} {aspect} बताइए'],
    trouble: ['मेरा {thing} {trouble}, क्या करूँ?', '{thing} {trouble} मदद कीजिए'],
    errand: ['मैं {errand} कैसे करूँ?', 'मुझे {errand} करना है, {circumstance}'],
    idea: ['{idea} क्या होता है?', '{idea} समझाइए'],
  },
  zh: {
    aspect: ['{thing}的{aspect}是什么?', '你好,请问{thing} {aspect}', '{thing} {aspect}'],
    trouble: ['我的{thing} {trouble},怎么办?', '{thing} {trouble} 急'],
    errand: ['怎么{errand}?', '我想{errand},{circumstance}', '请问可以{errand}吗'],
    idea: ['什么是{idea}?', '请解释一下{idea}'],
  },
  ja: {
    aspect: ['{thing}の{aspect}を教えてください', '{thing} {aspect}'],
    trouble: ['{thing}が{trouble}のですが', '{thing} {trouble} どうすればいいですか'],
    errand: ['{errand}にはどうすればいいですか', '{errand}たいです。{circumstance}'],
    idea: ['{idea}とは何ですか', '{idea}について説明してください'],
  },
  ko: {
    aspect: ['{thing} {aspect} 알려주세요', '{thing}의 {aspect}이 뭐예요?'],
    trouble: ['{thing} {trouble} 어떻게 해요?', '제 {thing} {trouble}'],
    errand: ['{errand} 하려면 어떻게 하나요?', '{errand} 하고 싶어요, {circumstance}'],
    idea: ['{idea} 뭐예요?', '{idea} 설명해 주세요'],
  },
};

export const LANGUAGES = Object.keys(FRAMES) as Exclude<Language, 'en'>[];

/** Frames of a language for what is asked, with what it asks for at its place. */
export function foreignFrames(language: Exclude<Language, 'en'>, kind: MatterKind): readonly string[] {
  const frames = FRAMES[language];
  if (kind === 'case') {
    return frames.errand.map((frame) => (frame.includes('{circum') ? frame : `${frame} {circumstance}`));
  }
  if (kind === 'errand') return frames.errand.filter((frame) => !frame.includes('{circum'));
  if (kind === 'compare') return frames.idea.map((frame) => frame.replace('{idea}', '{thing} / {other}'));
  if (kind === 'advice') return frames.idea.map((frame) => `${frame.replace('{idea}', '{thing}')} {circumstance}`);
  return frames[kind];
}
