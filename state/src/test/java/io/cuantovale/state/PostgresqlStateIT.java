package io.cuantovale.state;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@QuarkusTest
@WithTestResource(PostgresqlStateIT.RealPostgresql.class)
class PostgresqlStateIT extends StateContract {
    @Override
    StateConfig.Kind kind() {
        return StateConfig.Kind.POSTGRESQL;
    }

    /** A PostgreSQL server of its own, from the binaries that Maven brings. */
    public static final class RealPostgresql implements QuarkusTestResourceLifecycleManager {
        private @Nullable EmbeddedPostgres postgres;

        @Override
        public Map<String, String> start() {
            try {
                EmbeddedPostgres started = EmbeddedPostgres.start();
                postgres = started;
                return Map.of(
                        "cuantovale.state.kind", "postgresql",
                        "cuantovale.state.postgresql.url", started.getJdbcUrl("postgres", "postgres"),
                        "cuantovale.state.postgresql.username", "postgres",
                        "cuantovale.state.postgresql.password", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            }
        }

        @Override
        public void stop() {
            if (postgres == null) {
                return;
            }
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not stop", e);
            }
        }
    }
}
