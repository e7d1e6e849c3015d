import { agentgatewayText } from './gateways/agentgateway-text.ts';
import { apiGatewayText } from './gateways/api-gateway-text.ts';
import { aider } from './agents/aider.ts';
import { llamaCppLog } from './servers/llama-cpp.ts';
import { logfmtLines } from './general/logfmt-lines.ts';
import { lmdeploy } from './servers/lmdeploy.ts';
import { lmStudio } from './servers/lm-studio.ts';
import { ollama } from './servers/ollama.ts';
import { pythonLines } from './general/python-lines.ts';
import { sglangText } from './servers/sglang.ts';
import { sseCapture } from './general/sse-capture.ts';
import { tgi } from './servers/tgi.ts';
import { vllm } from './servers/vllm.ts';
import { proxyAccessText } from './gateways/proxy-access-text.ts';
import { webAccessText } from './gateways/web-access-text.ts';
import { lambdaLines } from './servers/lambda-lines.ts';
import { embeddedJson } from './general/embedded-json.ts';
import type { TextFormat } from './text-format.ts';

/** Plain-text server logs. Adding one takes a file in a folder here and an entry in this list. */
export const TEXT_FORMATS: readonly TextFormat[] = [
  vllm,
  sglangText,
  tgi,
  ollama,
  lmStudio,
  lmdeploy,
  llamaCppLog,
  aider,
  sseCapture,
  agentgatewayText,
  apiGatewayText,
  pythonLines,
  logfmtLines,
  webAccessText,
  proxyAccessText,
  lambdaLines,
  embeddedJson,
];

/** The format whose request a line, or the beginning of one, holds. */
export function requestFormat(line: string): TextFormat | undefined {
  return TEXT_FORMATS.find((format) => format.holdsRequest(line));
}

export function isServerLine(line: string): boolean {
  return TEXT_FORMATS.some((format) => format.isOther(line));
}
