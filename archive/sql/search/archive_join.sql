-- Vectors one behind the other.
CREATE OR REPLACE AGGREGATE archive_join(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '', PARALLEL = SAFE);
