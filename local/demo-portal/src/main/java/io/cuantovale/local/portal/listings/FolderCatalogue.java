package io.cuantovale.local.portal.listings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reader's own listings as pages: a raw-scrape CSV with the photos beside it, texts unchanged. The file knows no
 * department, so the breadcrumb has none.
 */
public final class FolderCatalogue implements Catalogue {

    private final List<Listing> listings;
    private final Map<String, Path> photos = new HashMap<>();

    /**
     * Reads a folder once.
     *
     * @param folder folder with the CSV and {@code photos/}
     * @throws IllegalArgumentException when it has no such CSV or cannot be read
     */
    public FolderCatalogue(Path folder) {
        List<Listing> read = new ArrayList<>();
        for (ScrapeCsv.Row row : ScrapeCsv.read(ScrapeCsv.find(folder))) {
            read.add(listing(row, folder.resolve("photos")));
        }
        this.listings = List.copyOf(read);
    }

    @Override
    public List<Listing> all() {
        return listings;
    }

    @Override
    public Optional<Photo> photo(String name) {
        return Optional.ofNullable(photos.get(name)).map(FolderCatalogue::load);
    }

    @Override
    public void publish(int count) {
        throw new UnsupportedOperationException(
                "new_listings: %d (expected: 0 while a data folder is published)".formatted(count));
    }

    private Listing listing(ScrapeCsv.Row row, Path folder) {
        List<String> cover = new ArrayList<>();
        String name = row.photo();
        if (name != null && Files.isRegularFile(folder.resolve(name).normalize())) {
            photos.put(name, folder.resolve(name).normalize());
            cover.add(name);
        }
        String neighbourhood = row.text("location");
        return new Listing(
                row.id(),
                path(row),
                Section.ofBuildingType(row.text("building_type")),
                row.text("title"),
                row.text("price"),
                null,
                neighbourhood,
                facts(row, neighbourhood),
                cover,
                "",
                null,
                null,
                false);
    }

    private static List<Fact> facts(ScrapeCsv.Row row, String neighbourhood) {
        List<Fact> facts = new ArrayList<>();
        add(facts, Fact.Kind.BUILDING_TYPE, row.text("building_type"));
        add(facts, Fact.Kind.DEAL_TYPE, row.text("deal_type"));
        add(facts, Fact.Kind.NEIGHBOURHOOD, neighbourhood);
        add(facts, Fact.Kind.ROOMS, row.text("rooms"));
        add(facts, Fact.Kind.BATHROOMS, row.text("bathrooms"));
        add(facts, Fact.Kind.AREA, row.text("area"));
        return facts;
    }

    private static void add(List<Fact> facts, Fact.Kind kind, String text) {
        if (!text.isEmpty()) {
            facts.add(new Fact(kind, text));
        }
    }

    private static String path(ScrapeCsv.Row row) {
        String path = URI.create(row.text("url")).getRawPath();
        return path != null && path.endsWith("-inmuebles-" + row.id()) ? path : "/aviso-inmuebles-" + row.id();
    }

    private static Photo load(Path file) {
        try {
            String type = file.toString().endsWith(".png") ? "image/png" : "image/jpeg";
            return new Photo(type, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("photo %s cannot be read".formatted(file), e);
        }
    }
}
