package io.cuantovale.local.portal.listings;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The catalogue at today's prices: a switch shifts every price of the pages served from then on. */
@ApplicationScoped
public class Market {

    private final Catalogue catalogue;
    private volatile double priceFactor = 1;
    private volatile int added;

    public Market(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** All advertisements at today's prices. */
    public List<Listing> all() {
        return catalogue.all().stream().map(this::priced).toList();
    }

    /** The advertisement with this id at today's price. */
    public Optional<Listing> find(String id) {
        return catalogue.all().stream()
                .filter(l -> l.id().equals(id))
                .findFirst()
                .map(this::priced);
    }

    /** What every price is multiplied by; 1 until shifted. */
    public double priceFactor() {
        return priceFactor;
    }

    /** Advertisements published since the start. */
    public int added() {
        return added;
    }

    /** Number of advertisements now. */
    public int size() {
        return catalogue.all().size();
    }

    /**
     * Shifts the market.
     *
     * @param factor new factor against the prices at the start
     * @param newListings further advertisements to publish, 0 or more
     * @throws UnsupportedOperationException when the catalogue cannot invent new advertisements; nothing has changed
     */
    public synchronized void shift(double factor, int newListings) {
        if (newListings > 0) {
            catalogue.publish(newListings);
            added += newListings;
        }
        priceFactor = factor;
    }

    private Listing priced(Listing listing) {
        double factor = priceFactor;
        return factor == 1 ? listing : listing.withPrice(PriceText.scaled(listing.price(), factor));
    }
}
