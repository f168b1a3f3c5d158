package io.cuantovale.training.registry;

import io.cuantovale.training.support.Databases;
import org.jdbi.v3.core.Jdbi;

class H2ModelRegistryTest extends ModelRegistryContract {
    @Override
    Jdbi database() {
        return Databases.h2();
    }
}
