package io.cuantovale.training.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;

/** The service's database, migrated and empty. */
public final class Databases {
    private Databases() {}

    /** H2 in memory, in the mode that the service uses. */
    public static Jdbi h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        return migrated(source);
    }

    /** A PostgreSQL server; the caller closes it. */
    public static EmbeddedPostgres postgresql() throws IOException {
        return EmbeddedPostgres.start();
    }

    public static Jdbi migrated(DataSource source) {
        Flyway.configure().dataSource(source).cleanDisabled(false).load().clean();
        Flyway.configure().dataSource(source).load().migrate();
        return Jdbi.create(source);
    }
}
