package io.cuantovale.training.runs;

import io.cuantovale.training.support.Databases;
import org.jdbi.v3.core.Jdbi;

class H2RunQueueTest extends RunQueueContract {
    @Override
    Jdbi database() {
        return Databases.h2();
    }
}
