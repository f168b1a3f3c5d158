package io.cuantovale.training.monitor;

import io.cuantovale.training.support.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlDriftWindowsIT extends DriftWindowsContract {
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = Databases.postgresql();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    Jdbi database() {
        return Databases.migrated(server.getPostgresDatabase());
    }
}
