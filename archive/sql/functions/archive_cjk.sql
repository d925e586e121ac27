-- Chinese, Japanese and Korean, written without spaces, for square brackets in a regular expression: the class CJK of
-- archive.text.words.
CREATE OR REPLACE FUNCTION archive_cjk() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN
    '\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff'
    '\U00020000-\U0003ffff';
