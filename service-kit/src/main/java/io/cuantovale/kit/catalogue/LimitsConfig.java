package io.cuantovale.kit.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Limits of a property's facts; cleaning-service and gateway must be given the same. */
@ConfigMapping(prefix = "cuantovale.limits")
public interface LimitsConfig {
    /** Smallest area, in m2, inclusive; default 25. */
    @WithName("min-area-m2")
    @WithDefault("25")
    double minAreaM2();

    /** Largest area, in m2, inclusive; default 500. */
    @WithName("max-area-m2")
    @WithDefault("500")
    double maxAreaM2();

    /** More bedrooms count as this many; default 4. */
    @WithDefault("4")
    int mostRooms();

    /** More bathrooms count as this many; default 4. */
    @WithDefault("4")
    int mostBathrooms();

    /** Lowest asking price, in US$, inclusive; default 10000. */
    @WithDefault("10000")
    long minPriceUsd();

    /** Highest asking price, in US$, inclusive; default 5000000. */
    @WithDefault("5000000")
    long maxPriceUsd();
}
