--
-- PostgreSQL database dump
--

SET standard_conforming_strings = on;

CREATE TABLE public.calls (
    id integer NOT NULL,
    user_id text,
    prompt text,
    response text,
    model text,
    created_at timestamp with time zone DEFAULT now(),
    CONSTRAINT calls_id CHECK ((id > 0))
);


INSERT INTO public.calls VALUES
	(1, 'ann', 'What''s a "quote"?
Two lines; (and a bracket', 'C:\', 'gpt-4o', '2025-06-01 10:00:00.5+02'),
	(2, 'bob', '''); INSERT INTO public.calls VALUES (9, ''eve'', ''x'');
INSERT INTO public.calls VALUES (8, ''eve'', ''y'', ''z'', ''m'', NULL);', 'No.', 'gpt-4o', '2025-06-01 08:00:07+00');
INSERT INTO public.calls (id, user_id, prompt, response) VALUES (3, 'ann', NULL, NULL);
INSERT INTO public.calls VALUES (4, 'ann');
INSERT INTO public.elsewhere VALUES (5);
