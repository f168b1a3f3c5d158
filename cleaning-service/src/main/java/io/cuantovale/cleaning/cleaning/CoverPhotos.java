package io.cuantovale.cleaning.cleaning;

import io.cuantovale.cleaning.config.CleaningConfig;
import io.cuantovale.contracts.event.PhotoRef;
import io.cuantovale.domain.Hashes;
import io.cuantovale.photo.PhotoDecoder;
import io.cuantovale.photo.UnreadablePhotoException;
import io.cuantovale.store.NoSuchObjectException;
import io.cuantovale.store.ObjectStore;
import io.cuantovale.store.StoreException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Looks at cover photos with the decoder that training and serving use. For one thread at a time. */
@Singleton
public class CoverPhotos {
    /** What became of a photo. */
    public enum Verdict {
        READABLE,
        UNREADABLE,
        NOT_STORED
    }

    /** The size that the property network takes: what decodes to it can be learned from. */
    private static final int HEIGHT = 192;

    private static final int WIDTH = 256;
    private static final int REMEMBERED = 20_000;

    private final ObjectStore store;
    private final PhotoDecoder decoder = new PhotoDecoder();
    private final int attempts;
    private final Duration pause;
    private final Map<String, Verdict> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
            return size() > REMEMBERED;
        }
    };

    CoverPhotos(ObjectStore store, CleaningConfig config) {
        this.store = store;
        this.attempts = config.photos().attempts();
        this.pause = config.photos().pause();
    }

    /**
     * Looks at photos. One that is not in the store is looked for again, all such photos of a call together.
     *
     * @return verdict by SHA-256
     * @throws StoreException when the store cannot be read: nothing is known of the photos then
     */
    public Map<String, Verdict> check(Collection<PhotoRef> photos) {
        Map<String, Verdict> verdicts = new HashMap<>();
        List<PhotoRef> open = new ArrayList<>(photos);
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            for (PhotoRef photo : open) {
                verdicts.computeIfAbsent(photo.sha256(), sha -> verdict(photo));
            }
            open.removeIf(photo -> verdicts.get(photo.sha256()) != Verdict.NOT_STORED);
            if (attempt >= attempts) {
                break;
            }
            if (!open.isEmpty()) {
                open.forEach(photo -> verdicts.remove(photo.sha256()));
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        return verdicts;
    }

    private Verdict verdict(PhotoRef photo) {
        Verdict known = remembered.get(photo.sha256());
        if (known != null) {
            return known;
        }
        Verdict verdict = look(photo);
        if (verdict != Verdict.NOT_STORED) {
            remembered.put(photo.sha256(), verdict);
        }
        return verdict;
    }

    private Verdict look(PhotoRef photo) {
        try {
            byte[] bytes = store.get(photo.key());
            if (!Hashes.sha256Hex(bytes).equals(photo.sha256())) {
                return Verdict.UNREADABLE;
            }
            decoder.decode(bytes, HEIGHT, WIDTH);
            return Verdict.READABLE;
        } catch (NoSuchObjectException e) {
            return Verdict.NOT_STORED;
        } catch (UnreadablePhotoException e) {
            return Verdict.UNREADABLE;
        }
    }
}
