-- Letters that Unicode does not take apart, as archive.text.folding has them: `python -m tests.text.folding_table` prints the
-- table; and the digits of every script.
CREATE OR REPLACE FUNCTION archive_plain_letters(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN archive_plain_digits(replace(replace(replace(replace(
    translate(value, 'łđðøħıŧƶɨʉƀǥىیکہʻـ', 'lddohitziubgييكه'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'));
