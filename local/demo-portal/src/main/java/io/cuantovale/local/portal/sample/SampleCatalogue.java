package io.cuantovale.local.portal.sample;

import io.cuantovale.local.portal.listings.Catalogue;
import io.cuantovale.local.portal.listings.Listing;
import io.cuantovale.local.portal.listings.Photo;
import io.cuantovale.local.portal.photos.PhotoRecipe;
import io.cuantovale.local.portal.photos.PhotoStudio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The built-in sample as a catalogue that can grow. Photos are drawn when first asked for. */
public final class SampleCatalogue implements Catalogue {

    private final SampleGenerator generator;
    private final PhotoStudio studio;
    private volatile List<Listing> listings;
    private volatile Map<String, PhotoRecipe> recipes;
    private int batches = 1;

    /**
     * @param seed seed of everything
     * @param count advertisements at the start
     * @param studio draws the photos
     */
    public SampleCatalogue(long seed, int count, PhotoStudio studio) {
        this.generator = new SampleGenerator(seed);
        this.studio = studio;
        SampleGenerator.Batch first = generator.draw(0, 0, count);
        this.listings = first.listings();
        this.recipes = first.photos();
    }

    @Override
    public List<Listing> all() {
        return listings;
    }

    @Override
    public Optional<Photo> photo(String name) {
        return Optional.ofNullable(recipes.get(name)).map(recipe -> studio.photo(name, recipe));
    }

    @Override
    public synchronized void publish(int count) {
        SampleGenerator.Batch batch = generator.draw(batches++, listings.size(), count);
        Map<String, PhotoRecipe> grown = new HashMap<>(recipes);
        grown.putAll(batch.photos());
        // Photos first: a page must never show one that is not there yet.
        recipes = Map.copyOf(grown);
        List<Listing> all = new ArrayList<>(batch.listings());
        all.addAll(listings);
        listings = List.copyOf(all);
    }
}
