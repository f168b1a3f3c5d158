package io.cuantovale.local.portal.listings;

import java.text.Normalizer;
import java.util.Locale;

/** Texts as they stand in URLs. */
public final class Slug {

    private Slug() {}

    /** Lower case, without accents, everything else than letters and digits a single hyphen: {@code punta-carretas}. */
    public static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
