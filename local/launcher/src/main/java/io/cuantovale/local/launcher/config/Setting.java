package io.cuantovale.local.launcher.config;

import java.util.Locale;

/**
 * One thing about the local run that can be changed.
 *
 * @param key as written in {@code cuantovale.properties}
 * @param standard the value when nobody sets one
 * @param meaning for the help text, with the unit
 */
public record Setting(String key, String standard, String meaning) {
    /** The environment variable that sets it: {@code cuantovale.gateway.port} by {@code CUANTOVALE_GATEWAY_PORT}. */
    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
