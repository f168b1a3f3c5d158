package io.cuantovale.local.portal.photos;

import io.cuantovale.local.portal.listings.Photo;
import io.cuantovale.local.portal.photos.PhotoRecipe.Damage;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Draws photos on demand and keeps the latest ones, bounded by their bytes. Safe for use by several threads. */
public final class PhotoStudio {

    /** One canvas takes about 5 MB while it is drawn and encoded. */
    private static final int CANVASES = 2;

    private static final byte[] PAGE = "<!doctype html><html><body><h1>La imagen no está disponible</h1></body></html>"
            .getBytes(StandardCharsets.UTF_8);

    private final long cacheBytes;
    private final Semaphore canvases = new Semaphore(CANVASES);
    private final Map<String, Photo> cache = new LinkedHashMap<>(64, 0.75f, true);
    private long held;

    /** @param cacheBytes most bytes of encoded photos to keep */
    public PhotoStudio(long cacheBytes) {
        this.cacheBytes = cacheBytes;
    }

    /**
     * The photo of a recipe, the same bytes every time.
     *
     * @param name key in the cache
     * @param recipe how to draw it
     */
    public Photo photo(String name, PhotoRecipe recipe) {
        Photo known = lookUp(name);
        if (known != null) {
            return known;
        }
        canvases.acquireUninterruptibly();
        try {
            Photo drawn = draw(recipe);
            keep(name, drawn);
            return drawn;
        } finally {
            canvases.release();
        }
    }

    private static Photo draw(PhotoRecipe recipe) {
        String type = recipe.format().contentType();
        if (recipe.damage() == Damage.HTML) {
            // Still announced as an image: that is how a broken image server answers.
            return new Photo(type, PAGE);
        }
        BufferedImage image = switch (recipe.subject()) {
            case COVER -> CoverPainter.paint(recipe);
            case FLOOR_PLAN -> FloorPlanPainter.paint(recipe.seed());
        };
        byte[] bytes = PhotoEncoder.encode(image, recipe.format());
        boolean cut = recipe.damage() == Damage.TRUNCATED;
        return new Photo(type, cut ? Arrays.copyOf(bytes, bytes.length * 2 / 5) : bytes);
    }

    private synchronized @Nullable Photo lookUp(String name) {
        return cache.get(name);
    }

    private synchronized void keep(String name, Photo photo) {
        Photo before = cache.put(name, photo);
        held += photo.bytes().length - (before == null ? 0 : before.bytes().length);
        Iterator<Photo> oldest = cache.values().iterator();
        while (held > cacheBytes && oldest.hasNext()) {
            held -= oldest.next().bytes().length;
            oldest.remove();
        }
    }
}
