package io.cuantovale.state;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/**
 * The service's own database, migrated before the service starts.
 *
 * <p>Statements must be understood by both databases: standard SQL, {@code ON CONFLICT DO NOTHING}, {@code MERGE},
 * {@code TIMESTAMP WITH TIME ZONE}; row mappers are lambdas.
 */
@Singleton
public final class StateDatabase {
    private final Jdbi jdbi;
    private final StateConfig.Kind kind;

    @Inject
    StateDatabase(
            StateConfig config,
            @DataSource("h2") InjectableInstance<AgroalDataSource> h2,
            @DataSource("postgresql") InjectableInstance<AgroalDataSource> postgresql) {
        this.kind = config.kind();
        this.jdbi = Jdbi.create(kind == StateConfig.Kind.H2 ? h2.get() : postgresql.get());
    }

    /** Access to the database; safe for concurrent use, blocking. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** Which database it is. */
    public StateConfig.Kind kind() {
        return kind;
    }
}
