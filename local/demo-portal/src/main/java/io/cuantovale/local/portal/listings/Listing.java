package io.cuantovale.local.portal.listings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One advertisement as the portal publishes it: every value is the text that a visitor reads.
 *
 * @param id eight digits
 * @param path path of its detail page, beginning with a slash, percent-encoded where needed
 * @param section the grid that shows it
 * @param title heading of the detail page
 * @param price price text: {@code U$S 205.000}, {@code Consultar}, ...
 * @param department department of the breadcrumb; null where the portal does not tell
 * @param neighbourhood neighbourhood as written on the page
 * @param facts facts in the order of the page; some may be missing
 * @param photos addresses below {@code /fotos/}, the cover first; empty when there is none
 * @param description free text
 * @param publisher who publishes it; null where unknown
 * @param coordinates where the map shows it; null without map
 * @param gone true when the grid still shows it but the detail page is no longer there
 */
public record Listing(
        String id,
        String path,
        Section section,
        String title,
        String price,
        @Nullable String department,
        String neighbourhood,
        List<Fact> facts,
        List<String> photos,
        String description,
        @Nullable Publisher publisher,
        @Nullable Coordinates coordinates,
        boolean gone) {

    public Listing {
        facts = List.copyOf(facts);
        photos = List.copyOf(photos);
    }

    /** The same advertisement at another price text. */
    public Listing withPrice(String text) {
        return new Listing(
                id,
                path,
                section,
                title,
                text,
                department,
                neighbourhood,
                facts,
                photos,
                description,
                publisher,
                coordinates,
                gone);
    }

    /** First line of the grid's card: {@code 2 dormitorios en Pocitos}. */
    public String cardLine() {
        String rooms = text(Fact.Kind.ROOMS);
        String what = rooms.isEmpty() ? section.singular() : rooms.matches("\\d+") ? rooms + " dormitorios" : rooms;
        return what + " en " + neighbourhood;
    }

    /** Area on the grid's card: {@code 70 m2}; empty when the facts have none. */
    public String cardArea() {
        return text(Fact.Kind.AREA).replace("Mts", "m2");
    }

    /** Text of a fact; empty when the page lacks it. */
    public String text(Fact.Kind kind) {
        return facts.stream()
                .filter(f -> f.kind() == kind)
                .map(Fact::text)
                .findFirst()
                .orElse("");
    }
}
