package io.cuantovale.local.portal.listings;

/**
 * One fact of a detail page.
 *
 * @param kind what the fact is, told on the page by its icon alone
 * @param text the raw text next to the icon
 */
public record Fact(Kind kind, String text) {

    /** CSS classes of the fact's icon. */
    public String icon() {
        return kind.icon;
    }

    /** The facts that the portal shows, with the icon that stands for each. */
    public enum Kind {
        BUILDING_TYPE("fas fa-building"),
        DEAL_TYPE("fas fa-handshake"),
        NEIGHBOURHOOD("fas fa-map-marked"),
        ROOMS("fas fa-bed"),
        BATHROOMS("fas fa-bath"),
        AREA("far fa-square"),
        GARAGE("fas fa-car"),
        YEAR("far fa-calendar"),
        FEES("fas fa-receipt");

        private final String icon;

        Kind(String icon) {
            this.icon = icon;
        }
    }
}
