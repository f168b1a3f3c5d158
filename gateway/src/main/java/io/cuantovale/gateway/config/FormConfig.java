package io.cuantovale.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** What the web page preselects. */
@ConfigMapping(prefix = "cuantovale.gateway.form")
public interface FormConfig {
    /** Area, in m2; default 78. */
    @WithName("area-m2")
    @WithDefault("78")
    double areaM2();

    /** Bedrooms; default 2. */
    @WithDefault("2")
    int rooms();

    /** Bathrooms; default 1. */
    @WithDefault("1")
    int bathrooms();

    /** apartment or house; default apartment. */
    @WithDefault("apartment")
    String buildingType();

    /** Department; default Montevideo. */
    @WithDefault("Montevideo")
    String department();

    /** Location within the department; default Pocitos. */
    @WithDefault("Pocitos")
    String location();
}
