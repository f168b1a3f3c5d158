package io.cuantovale.local.launcher.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What can be done with a table of listings, told by its column names; docs/data-format.md describes both kinds. */
public enum TableKind {
    /** As found on the portal that the demo portal resembles: it serves them as pages, with their photos. */
    PAGES,
    /** Any other table with the facts of a listing: imported, with photos where they lie beside it. */
    IMPORT;

    /** Names that a fact's column may have, as scraper-service reads them on import. */
    private static final Map<String, List<String>> FACTS = facts();

    private static final List<String> PAGE_COLUMNS = List.of(
            "foreign_id",
            "title",
            "building_type",
            "deal_type",
            "location",
            "rooms",
            "bathrooms",
            "area",
            "price",
            "url");

    /**
     * The kind of a table; empty if it lacks a fact.
     *
     * @param header its column names, in any order and case
     * @param first its first line; empty if there is none
     */
    static Optional<TableKind> of(List<String> header, List<String> first) {
        List<String> names = header.stream().map(TableKind::plain).toList();
        int id = names.indexOf("foreign_id");
        // The portal's addresses end in eight digits; other ids cannot be served as its pages.
        boolean portalId = id >= 0 && id < first.size() && first.get(id).strip().matches("\\d{8}");
        if (portalId && names.containsAll(PAGE_COLUMNS)) {
            return Optional.of(PAGES);
        }
        return missing(header).isEmpty() ? Optional.of(IMPORT) : Optional.empty();
    }

    /** The facts for which there is no column. */
    static List<String> missing(List<String> header) {
        List<String> names = header.stream().map(TableKind::plain).toList();
        List<String> missing = new ArrayList<>();
        FACTS.forEach((fact, columns) -> {
            if (columns.stream().noneMatch(names::contains)) {
                missing.add(fact);
            }
        });
        return missing;
    }

    private static String plain(String name) {
        return Normalizer.normalize(name.replace("\uFEFF", "").strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s-]+", "_");
    }

    private static Map<String, List<String>> facts() {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        facts.put("foreign_id", List.of("foreign_id", "id", "listing_id", "codigo"));
        facts.put("building_type", List.of("building_type", "property_type", "tipo", "tipo_propiedad"));
        facts.put("location", List.of("location", "neighbourhood", "neighborhood", "barrio", "zona", "localidad"));
        facts.put("rooms", List.of("rooms", "bedrooms", "dormitorios", "habitaciones"));
        facts.put("bathrooms", List.of("bathrooms", "baths", "banos"));
        facts.put("area", List.of("area", "area_m2", "superficie", "m2"));
        facts.put("price", List.of("price", "price_usd", "precio", "precio_usd"));
        return facts;
    }
}
