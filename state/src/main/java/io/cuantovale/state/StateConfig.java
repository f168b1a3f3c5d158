package io.cuantovale.state;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the service keeps what is not an event. */
@ConfigMapping(prefix = "cuantovale.state")
public interface StateConfig {
    /** Which database; default h2. */
    @WithDefault("h2")
    Kind kind();

    /** H2's settings. */
    H2 h2();

    /** PostgreSQL's settings, used only when {@code kind} is {@code postgresql}. */
    Postgresql postgresql();

    /** The databases that the migrations are tested on. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    /** H2 in a file of this machine. */
    interface H2 {
        /**
         * Path of the database file without its ending, absolute or beginning with {@code ./}; default
         * {@code ./.cuantovale/state/<application name>}.
         */
        @WithDefault("./.cuantovale/state/${quarkus.application.name:service}")
        String file();
    }

    /** A PostgreSQL database of the service's own. */
    interface Postgresql {
        /** JDBC address; default {@code jdbc:postgresql://127.0.0.1:5432/cuantovale}. */
        @WithDefault("jdbc:postgresql://127.0.0.1:5432/cuantovale")
        String url();

        /** Database role; default cuantovale. */
        @WithDefault("cuantovale")
        String username();

        /** The role's password; empty by default. */
        java.util.Optional<String> password();
    }
}
