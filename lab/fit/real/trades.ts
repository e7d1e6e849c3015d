/** Public repositories whose prompts one kind of innocents sends, and which nothing else of the lab knows. */
import type { PublicSource } from '../../intent-training/public/public-sources.ts';

export interface TradeSource extends PublicSource {
  kind: Trade;
  /** Where prompts stand in their files, if not as elsewhere: the first group of each match. */
  find?: RegExp;
}

/** What one kind of innocents does with a prompt that its members did not write. */
export type Trade =
  | 'grading'
  | 'review'
  | 'commit'
  | 'localisation'
  | 'labelling'
  | 'archive'
  | 'issue'
  | 'optimiser'
  | 'thinking'
  | 'home'
  | 'front end'
  | 'graph'
  | 'evaluator'
  | 'red team'
  | 'research'
  | 'tests'
  | 'test set';

const trade = (kind: Trade, repository: string, files: RegExp, more: Partial<TradeSource> = {}): TradeSource => ({
  kind,
  repository,
  side: 'application',
  files,
  ...more,
});
const ALL = /./;

export const TRADES: readonly TradeSource[] = [
  trade('grading', 'magic-aes/MAGIC', /^prompts\/.*\.py$/),
  trade('grading', 'son-n-pham/GATE_Writing', /^prompts\/.*\.md$/, { whole: ALL }),
  trade('review', 'coderabbitai/ai-pr-reviewer', /^src\/prompts\.ts$/),
  trade('review', 'anc95/ChatGPT-CodeReview', /^src\/chat\.ts$/, { find: /PROMPT \|\| '([^'\n]+)'/g }),
  trade('commit', 'di-sukharev/opencommit', /^src\/(?:modules\/commitlint\/)?prompts\.ts$/),
  trade('localisation', 'ObservedObserver/chatgpt-i18n', /^(?:api|src\/services)\/.*\.ts$/, { names: /content/ }),
  trade('localisation', 'yihong0618/bilingual_book_maker', /prompt_template|^book_maker\/.*\.py$/, { whole: /\.txt$/ }),
  trade('labelling', 'refuel-ai/autolabel', /^(?:benchmark\/configs|examples\/.*)\/\w+\.json$/, {
    names: /^task_guidelines$/,
  }),
  trade('archive', 'karakeep-app/karakeep', /^packages\/shared\/prompts\.ts$/, { find: /return `\n([^]{300,}?)`;/g }),
  trade('archive', 'icereed/paperless-gpt', /^default_prompts\/.*\.tmpl$/, { whole: ALL }),
  trade('archive', 'clusterzx/paperless-ai', /^config\/config\.js$/),
  trade('issue', 'SWE-agent/SWE-agent', /^config\/[\w/]*\.yaml$/, { names: /^(?:system|instance)_template$/ }),
  trade('issue', 'All-Hands-AI/OpenHands', /^(?!.*(?:microagent|skills)).*\.j2$/, { whole: ALL }),
  trade('optimiser', 'stanfordnlp/dspy', /^dspy\/(?:teleprompt|propose)\/.*\.py$/, {
    find: /class \w+\((?:dspy\.)?Signature\):\s+"""([^"]{100,})"""/g,
  }),
  trade('thinking', 'richards199999/Thinking-Claude', /^model_instructions\/v.*\.md$/, { whole: ALL }),
  trade('home', 'jekalmin/extended_openai_conversation', /^(?:custom_components\/.*const\.py|examples\/.*\.md)$/, {
    find: /(?:"""|````yaml\n)(I want you to act as[^]{200,}?)(?:"""|````)/g,
  }),
  trade('front end', 'ChatGPTNextWeb/NextChat', /^app\/locales\/(?:en|de|fr|es|cn)\.ts$/, {
    find: /^ {6}(?:Topic|Summarize):\s+["'](.{40,})["'],$/gm,
  }),
  trade('front end', 'huggingface/chat-ui', /textGeneration\/title\.ts$/, { names: ALL }),
  trade('front end', 'chatboxai/chatbox', /packages\/prompts\.ts$/),
  trade('graph', 'microsoft/graphrag', /^packages\/graphrag\/graphrag\/prompts\/index\/.*\.py$/),
  trade('evaluator', 'langfuse/langfuse', /managed-evaluators\.json$/),
  trade('evaluator', 'Arize-ai/phoenix', /__generated__\/classification_evaluator_configs\/_\w+\.py$/, {
    find: /content="((?:[^"\\]|\\.){200,})"/g,
  }),
  trade('evaluator', 'explodinggradients/ragas', /^src\/ragas\/metrics\/.*\.py$/, { except: /testset/ }),
  trade('evaluator', 'truera/trulens', /feedback\/.*(?:prompts|templates)/),
  trade('red team', 'NVIDIA/garak', /^garak\/data\/(?:goat|fitd|tap|sysprompt)[\w/]*\.(?:txt|json)$/, {
    whole: /\.txt$/,
  }),
  trade('research', 'assafelovic/gpt-researcher', /gpt_researcher\/prompts\.py$/, {
    find: /f"""([^]{250,}?)"""/g,
  }),
  trade('tests', 'qodo-ai/qodo-cover', /cover_agent\/settings\/.*\.toml$/, {
    find: /^user="""\\?\n([^]{300,}?)"""/gm,
  }),
  trade('test set', 'confident-ai/deepeval', /^deepeval\/synthesizer\/templates\/.*\.py$/, {
    find: /"""([^]{250,}?)"""/g,
  }),
  trade('test set', 'explodinggradients/ragas', /^src\/ragas\/testset\/.*\.py$/, {
    find: /instruction(?:: str)? = \(?\s*"{1,3}([^"]{80,}?)"{1,3}/g,
  }),
];
