package io.cuantovale.local.portal.listings;

import java.util.Arrays;
import java.util.Optional;

/** The portal's two sections of homes for sale, each with a grid of its own. */
public enum Section {
    APARTMENTS("apartamentos", "Apartamentos", "Apartamento"),
    HOUSES("casas", "Casas", "Casa");

    private final String segment;
    private final String plural;
    private final String singular;

    Section(String segment, String plural, String singular) {
        this.segment = segment;
        this.plural = plural;
        this.singular = singular;
    }

    /** The section's part of the URL: {@code apartamentos}. */
    public String segment() {
        return segment;
    }

    /** Its heading: {@code Apartamentos}. */
    public String plural() {
        return plural;
    }

    /** The building type shown on its detail pages: {@code Apartamento}. */
    public String singular() {
        return singular;
    }

    /** The section of a URL segment; empty when the portal has no such section. */
    public static Optional<Section> ofSegment(String segment) {
        return Arrays.stream(values()).filter(s -> s.segment.equals(segment)).findFirst();
    }

    /** The section that holds a building type; whatever is not a house stands among the apartments. */
    public static Section ofBuildingType(String text) {
        return text.strip().equalsIgnoreCase(HOUSES.singular) ? HOUSES : APARTMENTS;
    }
}
