package io.cuantovale.local.portal.rest;

import io.cuantovale.local.portal.config.PortalConfig;
import io.cuantovale.local.portal.listings.Catalogue;
import io.cuantovale.local.portal.listings.FolderCatalogue;
import io.cuantovale.local.portal.photos.PhotoStudio;
import io.cuantovale.local.portal.sample.SampleCatalogue;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Chooses what is published: the reader's folder if one is configured, else the sample. */
final class CatalogueProducer {

    private static final Logger LOG = Logger.getLogger(CatalogueProducer.class);
    private static final int FEWEST = 40;

    private CatalogueProducer() {}

    @Produces
    @Singleton
    @Startup
    static Catalogue catalogue(PortalConfig config) {
        if (config.dataDir().isPresent()) {
            Catalogue folder = new FolderCatalogue(config.dataDir().get());
            LOG.infof(
                    "publishing %d listings of %s",
                    folder.all().size(), config.dataDir().get());
            return folder;
        }
        if (config.listings() < FEWEST) {
            throw new IllegalArgumentException(
                    "cuantovale.portal.listings: %d (expected: %d or more)".formatted(config.listings(), FEWEST));
        }
        LOG.infof("publishing %d sample listings, seed %d", config.listings(), config.seed());
        return new SampleCatalogue(config.seed(), config.listings(), new PhotoStudio(config.photoCacheBytes()));
    }
}
