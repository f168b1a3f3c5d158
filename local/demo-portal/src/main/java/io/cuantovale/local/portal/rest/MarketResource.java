package io.cuantovale.local.portal.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.cuantovale.local.portal.listings.Market;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The switch that shifts the market, for trying out drift. Answers this machine only. */
@Path("/admin/market")
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MarketResource {

    private static final double LEAST_FACTOR = 0.1;
    private static final double MOST_FACTOR = 10;
    private static final int MOST_NEW = 5_000;

    private final Market market;

    MarketResource(Market market) {
        this.market = market;
    }

    /**
     * A wanted shift.
     *
     * @param priceFactor what the prices at the start are multiplied by; null leaves it as it is
     * @param newListings further advertisements to publish; null means none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Shift(
            @Nullable Double priceFactor, @Nullable Integer newListings) {}

    /**
     * The market now.
     *
     * @param priceFactor what the prices at the start are multiplied by
     * @param listings advertisements published now
     * @param added how many of them since the start
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record State(double priceFactor, int listings, int added) {}

    /** Tells how the market stands. */
    @GET
    public Response state(@Context HttpServerRequest request) {
        return isLocal(request)
                ? Response.ok(now()).build()
                : refused(403, "only calls from this machine are answered");
    }

    /** Shifts the market; pages served from then on show it. */
    @POST
    public Response shift(Shift wanted, @Context HttpServerRequest request) {
        if (!isLocal(request)) {
            return refused(403, "only calls from this machine are answered");
        }
        double factor = wanted.priceFactor() == null ? market.priceFactor() : wanted.priceFactor();
        int added = wanted.newListings() == null ? 0 : wanted.newListings();
        if (!(factor >= LEAST_FACTOR && factor <= MOST_FACTOR)) {
            return refused(422, "price_factor: %s (expected: %s to %s)".formatted(factor, LEAST_FACTOR, MOST_FACTOR));
        }
        if (added < 0 || added > MOST_NEW) {
            return refused(422, "new_listings: %d (expected: 0 to %d)".formatted(added, MOST_NEW));
        }
        try {
            market.shift(factor, added);
        } catch (UnsupportedOperationException e) {
            return refused(422, String.valueOf(e.getMessage()));
        }
        return Response.ok(now()).build();
    }

    private State now() {
        return new State(market.priceFactor(), market.size(), market.added());
    }

    private static boolean isLocal(HttpServerRequest request) {
        try {
            return InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Response refused(int status, String detail) {
        return Response.status(status)
                .type("application/problem+json")
                .entity(Map.of("type", "about:blank", "status", status, "detail", detail))
                .build();
    }
}
