package org.televisit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema in words, always in the same order, read from the server's catalogue: what {@code
 * pg_dump --schema-only} would say, which the embedded server does not bring along.
 */
final class SchemaDump {

  /** Our tables: not Flyway's own, whose shape is not ours to hold. */
  private static final String TABLES =
      """
      select c.oid, c.relname, c.relacl, c.relowner from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and c.relname <> 'flyway_schema_history'
      """;

  private static final List<String> PARTS =
      List.of(
          """
          select 'extension ' || extname from pg_extension where extname <> 'plpgsql'
          """,
          """
          select 'column ' || t.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || case when a.attnotnull then ' not null' else '' end
            || case a.attidentity when 'a' then ' generated always as identity' else '' end
            || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
          from (%s) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
          left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
          """,
          """
          select 'constraint ' || t.relname || ' ' || c.conname || ' ' || pg_get_constraintdef(c.oid, true)
          from (%s) t join pg_constraint c on c.conrelid = t.oid and c.contype <> 'n'
          """,
          """
          select 'index ' || pg_get_indexdef(i.indexrelid) from (%s) t
          join pg_index i on i.indrelid = t.oid
          where not exists (select from pg_constraint c where c.conindid = i.indexrelid)
          """,
          """
          select 'function ' || pg_get_functiondef(p.oid) from pg_proc p
          where p.pronamespace = 'public'::regnamespace
            and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
          """,
          """
          select 'trigger ' || pg_get_triggerdef(g.oid) from (%s) t
          join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
          """,
          """
          select 'grant ' || lower(string_agg(r.privilege_type, ', ' order by r.privilege_type))
            || ' on ' || t.relname || ' to ' || r.grantee::regrole
          from (%s) t, aclexplode(t.relacl) r where r.grantee <> t.relowner
          group by t.relname, r.grantee
          """,
          """
          select 'grant ' || lower(r.privilege_type) || ' on ' || t.relname || '.' || a.attname
            || ' to ' || r.grantee::regrole
          from (%s) t join pg_attribute a on a.attrelid = t.oid, aclexplode(a.attacl) r
          """);

  private SchemaDump() {}

  /** One object per line, but for functions, which have as many as they need. */
  static String of(Connection connection) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String part : PARTS) {
        String query = part.formatted(TABLES);
        try (ResultSet rows =
            statement.executeQuery(
                "select line from (%s) part (line) order by line collate \"C\"".formatted(query))) {
          while (rows.next()) {
            lines.add(rows.getString(1).strip());
          }
        }
        lines.add("");
      }
    }
    return String.join("\n", lines).strip() + "\n";
  }
}
