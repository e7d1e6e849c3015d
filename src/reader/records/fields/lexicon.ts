import { words } from '../../../schema/words.ts';
import { inEitherCase } from './either-case.ts';

/**
 * The words of logs: names that home-made logs use for the circumstances of a call, the most telling first.
 * Looked for in the record itself and in its `metadata`.
 */
const IN_SNAKE_CASE = {
  time: `timestamp ts time created_at start_time started_at date time_iso8601 time_local
    request_created_at timestamp_ms request_time request_timestamp requested_at event_time logged_at datetime
    processed_time @timestamp start_timestamp request_start_time send_date created created_time creation_time
    create_time log_time publish_time _time time_stamp date_time event_ts request_ts gmt_create request_time_epoch
    time_generated timegenerated timestamp_utc datetime_utc enqueued_time_utc received_at occurred_at inserted_at
    called_at call_time at instant @t _ts __REALTIME_TIMESTAMP event_timestamp request_start recorded_at
    submitted_at sent_at created_on date_created log_timestamp invoked_at epoch_ms unix_time start_ms start started`,
  inputTokens: `prompt_tokens input_tokens tokens_in tokens_prompt input_token_count prompt_token_count
    num_prompt_tokens num_input_tokens n_prompt_tokens tokens_input request_tokens`,
  outputTokens: `completion_tokens output_tokens tokens_out tokens_completion output_token_count
    completion_token_count num_completion_tokens num_output_tokens n_completion_tokens tokens_output response_tokens`,
  // Not the prefix of a key or its alias: many customers may have the same one.
  key: `api_key_hash key_hash api_key_id api_key apikey key_id key_name key_alias api_key_name
    virtual_key token_name key auth_hash helicone_proxy_key_id authorization access_key_id virtual_key_id
    subscription_key hashed_api_key key_fingerprint`,
  user: `user_id user username account account_id customer request_user_id helicone_user customer_id
    uid sub client_id requester user_name user_email customer_identifier end_user_identifier email
    _user userid user_hash hashed_user_id user_identifier member_id visitor_id caller_id distinct_id principal
    principal_id requestor user_uuid user_guid user_key actor_id employee_id account_name customer_name
    customer_email consumer_id subscriber_id api_user requested_by external_user email_address iam_id
    external_user_id remote_user tenant tenant_id`,
  endUser: 'end_user end_user_id',
  project: 'project project_id app application',
  organisation: `organisation organization organization_id org org_id team team_id organisation_id
    organization_name org_name company_id company workspace_id workspace`,
  session: 'session_id conversation_id thread_id session chat_id Helicone-Session-Id trace_id',
  address: `ip ip_address client_ip remote_addr x_forwarded_for client_address remote_ip source_ip src_ip
    remote_address client_ip_address source_address source_ip_address user_ip peer_ip caller_ip caller_ip_address
    x_real_ip true_client_ip downstream_remote_address`,
  userAgent: 'user_agent http_user_agent ua',
  id: 'request_id databricks_request_id id',
  latency: `latency_ms duration_ms elapsed_ms delay_ms execution_time_ms execution_duration_ms
    response_time_ms duration_milliseconds latency_milliseconds request_duration_ms processing_time_ms total_time_ms
    total_latency_ms took_ms generation_time_ms`,
  cost: `cost_usd costUSD total_cost response_cost spend cost cost_total total_cost_usd
    estimated_cost_usd`,
  status: 'status_code status http_status response_status response_status_code',
  model: 'model request_model ai_model model_name model_id llm_model llm_name llm engine deployment_name',
};

type Field = keyof typeof IN_SNAKE_CASE;

/** The same names, each also in camel case. */
export const FIELD_NAMES = Object.fromEntries(
  Object.entries(IN_SNAKE_CASE).map(([field, names]) => [field, inEitherCase(words(names))]),
) as Record<Field, readonly string[]>;

/** Names under which home-made logs keep what was asked, the most telling first. */
export const REQUEST_NAMES = inEitherCase(
  words(`request req request_body request_payload body input payload params kwargs prompt messages
    prompt_text user_prompt user_input user_message function_kwargs prompt_input prompt_messages configuration
    input_text user_query llm_input req_body req-body`),
);

/** Names under which they keep what came back. */
export const RESPONSE_NAMES = inEitherCase(
  words(`response resp response_body output result completion answer reply response_payload response_content
    response_text output_text completion_text generated_text model_response model_output llm_response llm_answer
    model_answer final_answer assistant_response sampled messageCompletion res completion_message request_response
    assistant_message bot_response ai_response llm_output res_body res-body resp_body`),
);
