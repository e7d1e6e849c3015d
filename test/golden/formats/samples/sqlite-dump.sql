PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE calls (id integer primary key, -- the id, of course
 user_id text, prompt text, response text, model text, created_at text);
INSERT INTO calls VALUES(1,'ann',replace('One\nTwo','\n',char(10)),'It''s fine','gpt-4o','2025-06-04 12:00:00');
INSERT INTO calls VALUES(2,'bob',unistr('Tab\u0009and \\ back'),X'4a61c3bc','gpt-4o','2025-06-04 12:00:05');
CREATE TABLE IF NOT EXISTS "sessions" (id, key TEXT, [index] int);
INSERT INTO sessions VALUES(1,'k',NULL);
CREATE TRIGGER kept AFTER INSERT ON calls BEGIN
INSERT INTO calls VALUES(9,'eve','x','y','z',NULL);
END;
INSERT INTO calls VALUES(3,'ann','cut
