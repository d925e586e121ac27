-- Characters of scripts written without spaces, for square brackets in a regular expression: Chinese, Japanese, Korean,
-- Thai, Lao, Burmese and Khmer, the class UNSPACED of archive.text.words.
CREATE OR REPLACE FUNCTION archive_unspaced() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN
    '\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff'
    '\U00020000-\U0003ffff\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u108f'
    '\u109a-\u109d\u1780-\u17d3\u17d7\u17dc-\u17dd';
