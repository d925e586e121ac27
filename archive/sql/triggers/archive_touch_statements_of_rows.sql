-- A change of a statement's themes or relays is a change of the statement.
CREATE OR REPLACE FUNCTION archive_touch_statements_of_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM archive_touch_statements(ARRAY(
            SELECT DISTINCT side.statement_id FROM old_rows o JOIN changed_rows n USING (id)
            CROSS JOIN LATERAL (VALUES (o.statement_id), (n.statement_id)) AS side(statement_id)
            WHERE o IS DISTINCT FROM n
        ));
    ELSE
        PERFORM archive_touch_statements(ARRAY(SELECT DISTINCT statement_id FROM changed_rows));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER archive_touch_statements_insert AFTER INSERT ON archive_statementtheme
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_touch_statements_of_rows();
CREATE OR REPLACE TRIGGER archive_touch_statements_delete AFTER DELETE ON archive_statementtheme
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_touch_statements_of_rows();
CREATE OR REPLACE TRIGGER archive_touch_statements_update AFTER UPDATE ON archive_statementtheme
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION archive_touch_statements_of_rows();
CREATE OR REPLACE TRIGGER archive_touch_statements_insert AFTER INSERT ON archive_relay
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_touch_statements_of_rows();
CREATE OR REPLACE TRIGGER archive_touch_statements_delete AFTER DELETE ON archive_relay
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION archive_touch_statements_of_rows();
CREATE OR REPLACE TRIGGER archive_touch_statements_update AFTER UPDATE ON archive_relay
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION archive_touch_statements_of_rows();
