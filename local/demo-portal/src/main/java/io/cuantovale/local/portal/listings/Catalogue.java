package io.cuantovale.local.portal.listings;

import java.util.List;
import java.util.Optional;

/** Everything that the portal publishes. Safe for use by several threads. */
public interface Catalogue {

    /** All advertisements in the order of the grids. */
    List<Listing> all();

    /**
     * The photo behind {@code /fotos/NAME}.
     *
     * @param name file name as in {@link Listing#photos()}
     * @return empty when no advertisement shows such a photo
     */
    Optional<Photo> photo(String name);

    /**
     * Publishes further advertisements.
     *
     * @param count how many, 0 or more
     * @throws UnsupportedOperationException when this catalogue cannot invent any
     */
    void publish(int count);
}
