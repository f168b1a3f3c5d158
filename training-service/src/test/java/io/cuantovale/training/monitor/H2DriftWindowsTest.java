package io.cuantovale.training.monitor;

import io.cuantovale.training.support.Databases;
import org.jdbi.v3.core.Jdbi;

class H2DriftWindowsTest extends DriftWindowsContract {
    @Override
    Jdbi database() {
        return Databases.h2();
    }
}
