package io.cuantovale.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * Real data beside the checkout, never part of it.
 *
 * <p>Found by the environment variable {@code CUANTOVALE_TEST_DATA}, by default {@code ../shared/data} seen from the
 * repository's root. A test that asks for a missing file is skipped with the reason; where {@code CI=true} it fails,
 * so that a required test cannot be lost in silence.
 */
public final class TestData {
    static final String VARIABLE = "CUANTOVALE_TEST_DATA";

    private TestData() {}

    /** The folder with 70 scraped listings, their photos, 21 408 cleaned rows and the portal's locations. */
    public static Path gallito() {
        return require("gallito-2023");
    }

    /** 139 rows of 70 distinct listings as scraped, with two repeated header lines. */
    public static Path gallitoRawScrape() {
        return require("gallito-2023/raw-scrape-2023-06-05.csv");
    }

    /** 21 408 cleaned rows without photos. */
    public static Path gallitoListings() {
        return require("gallito-2023/listings.csv");
    }

    /** Departments and their neighbourhoods. */
    public static Path gallitoLocations() {
        return require("gallito-2023/locations.json");
    }

    /** One JPEG for each of the 70 listings. */
    public static Path gallitoPhotos() {
        return require("gallito-2023/photos");
    }

    /** Houses for sale in Montevideo at three dates. */
    public static Path montevideoSnapshots() {
        return require("montevideo-snapshots");
    }

    /**
     * A file or folder of the real data.
     *
     * @param relative seen from the data folder
     * @throws org.opentest4j.TestAbortedException if it is missing, on a developer's machine
     * @throws AssertionError if it is missing and {@code CI=true}
     */
    public static Path require(String relative) {
        return require(relative, System.getenv(), repositoryRoot(Path.of("").toAbsolutePath()));
    }

    static Path require(String relative, Map<String, String> env, Path repositoryRoot) {
        String set = env.getOrDefault(VARIABLE, "");
        Path root = set.isBlank() ? repositoryRoot.resolve("../shared/data") : repositoryRoot.resolve(set);
        Path wanted = root.resolve(relative).normalize();
        if (Files.exists(wanted)) {
            return wanted;
        }
        String reason = "real data: " + wanted + " is missing (expected: " + VARIABLE + " names the folder of "
                + relative + ")";
        if ("true".equalsIgnoreCase(env.get("CI"))) {
            throw new AssertionError(reason);
        }
        return Assumptions.abort(reason);
    }

    /** The folder that holds the parent pom's {@code .mvn}, seen from any module. */
    static Path repositoryRoot(Path from) {
        for (Path at = from; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".mvn")) && Files.exists(at.resolve("pom.xml"))) {
                return at;
            }
        }
        return from;
    }
}
