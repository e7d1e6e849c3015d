--
-- PostgreSQL database dump
--

\restrict k1Zq8

-- Dumped from database version 16.4
-- Dumped by pg_dump version 16.4

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$;

CREATE TABLE public."LiteLLM_SpendLogs" (
    request_id text,
    call_type text,
    api_key text,
    spend double precision,
    total_tokens integer,
    prompt_tokens integer,
    completion_tokens integer,
    "startTime" timestamp(3) without time zone,
    "endTime" timestamp(3) without time zone,
    model text,
    "user" text,
    metadata jsonb,
    cache_hit text,
    request_tags jsonb,
    end_user text,
    requester_ip_address text,
    messages jsonb,
    response jsonb
);

CREATE TABLE public."LiteLLM_VerificationToken" (
    token text,
    key_name text,
    spend text,
    max_budget text,
    models text[],
    metadata jsonb
);

CREATE TABLE public.observations (
    id text,
    trace_id text,
    project_id text,
    type text,
    start_time timestamp(3) without time zone,
    end_time text,
    name text,
    parent_observation_id text,
    level text,
    model text,
    "modelParameters" jsonb,
    input jsonb,
    output jsonb,
    prompt_tokens text,
    completion_tokens text,
    total_tokens text,
    calculated_total_cost text
);

CREATE TABLE public.traces (
    id text,
    "timestamp" text,
    name text,
    project_id text,
    metadata jsonb,
    user_id text,
    release text,
    session_id text,
    input jsonb,
    output jsonb,
    tags text
);

COMMENT ON TABLE public.traces IS 'what''s seen; (1';

COPY public."LiteLLM_SpendLogs" (request_id, call_type, api_key, spend, total_tokens, prompt_tokens, completion_tokens, "startTime", "endTime", model, "user", metadata, cache_hit, request_tags, end_user, requester_ip_address, messages, response) FROM stdin;
chatcmpl-d0	acompletion	hash-a	0.0012	30	21	9	2025-05-02 09:20:46.847	2025-05-02 09:20:48.001	gpt-4o-mini	u-1	{"user_api_key_org_id": "org-0", "status": "success"}	False	["User-Agent: python-httpx/0.27"]	\N	10.1.2.0	[{"role": "system", "content": "You sort mail."}, {"role": "user", "content": "Sort \\"these\\",\\nplease: é\\t(b\\\\a)"}]	{"id": "chatcmpl-d0", "object": "chat.completion", "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Done."}}]}
chatcmpl-d1	acompletion	hash-b	0.0012	30	21	9	2025-05-02 09:21:46.847	2025-05-02 09:21:48.001	gpt-4o-mini	u-2	{"user_api_key_org_id": "org-1", "status": "success"}	False	["User-Agent: python-httpx/0.27"]	\N	10.1.2.1	[{"role": "system", "content": "You sort mail."}, {"role": "user", "content": "It's 3 o'clock; where's the\\n\\\\.\\nCOPY public.x (a, b) FROM stdin;"}]	{"id": "chatcmpl-d1", "object": "chat.completion", "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "There."}}]}
\.


COPY public."LiteLLM_VerificationToken" (token, key_name, spend, max_budget, models, metadata) FROM stdin;
hash-a	sk-...x	1.5	\N	{gpt-4o-mini}	{}
\.


COPY public.observations (id, trace_id, project_id, type, start_time, end_time, name, parent_observation_id, level, model, "modelParameters", input, output, prompt_tokens, completion_tokens, total_tokens, calculated_total_cost) FROM stdin;
ob-1	tr-1	pr-1	GENERATION	2025-05-02 10:00:01.5	2025-05-02 10:00:03	chat	\N	DEFAULT	gpt-4o	{"temperature": 0.2}	[{"role": "user", "content": "Name a river.\\nOne."}]	{"role": "assistant", "content": "Elbe"}	8	2	10	0.0001
ob-2	tr-1	pr-1	SPAN	2025-05-02 10:00:01	2025-05-02 10:00:04	step	\N	DEFAULT	\N	\N	\N	\N	0	0	0	\N
\.


COPY public.traces (id, "timestamp", name, project_id, metadata, user_id, release, session_id, input, output, tags) FROM stdin;
tr-1	2025-05-02 10:00:01	chat	pr-1	{}	user-77	\N	s-1	\N	\N	{a,"b c"}
\.


COPY public.notes (id, prompt_text) FROM stdin;
1	Nothing known
two	cells	too many
\.

ALTER TABLE ONLY public."LiteLLM_SpendLogs"
    ADD CONSTRAINT "LiteLLM_SpendLogs_pkey" PRIMARY KEY (request_id);

\unrestrict k1Zq8

--
-- PostgreSQL database dump complete
--
