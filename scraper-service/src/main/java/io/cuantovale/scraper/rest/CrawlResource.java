package io.cuantovale.scraper.rest;

import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import io.cuantovale.scraper.crawl.Crawl;
import io.cuantovale.scraper.crawl.CrawlRepository;
import io.cuantovale.scraper.crawl.CrawlRequest;
import io.cuantovale.scraper.crawl.SkippedLines;
import io.cuantovale.scraper.crawl.profile.PortalProfile;
import io.cuantovale.scraper.crawl.profile.Profiles;
import io.cuantovale.scraper.messaging.ScrapeRequests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Crawls: asked for, and watched. */
@Path("/v1/crawls")
@Tag(name = "crawls")
@Produces(MediaType.APPLICATION_JSON)
public class CrawlResource {
    private static final int MOST = 1_000;

    private final CrawlRepository crawls;
    private final SkippedLines skippedLines;
    private final Profiles profiles;
    private final ScrapeRequests requests;
    private final InstantSource clock;

    public CrawlResource(
            CrawlRepository crawls,
            SkippedLines skippedLines,
            Profiles profiles,
            ScrapeRequests requests,
            InstantSource clock) {
        this.crawls = crawls;
        this.skippedLines = skippedLines;
        this.profiles = profiles;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * @param portal name of a portal profile
     * @param maxListings at least 1; the profile's where missing
     * @param reason why, in words
     * @param startUrl address or path on the portal in place of the profile's start URLs
     */
    public record CrawlWanted(
            @Nullable String portal,
            @Nullable Integer maxListings,
            @Nullable String reason,
            @Nullable String startUrl) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask for a crawl", description = "The crawl goes on by itself; watch it at its Location.")
    @APIResponse(responseCode = "202", description = "asked for")
    @APIResponse(responseCode = "422", description = "no such portal, or a value outside its limits")
    public Response ask(CrawlWanted wanted) {
        PortalProfile profile = check(wanted);
        Crawl crawl = CrawlRequest.crawl(
                profile.name(),
                wanted.startUrl(),
                wanted.maxListings(),
                "person",
                wanted.reason() == null ? "asked for by REST" : wanted.reason(),
                clock.instant());
        requests.ask(crawl);
        return accepted(crawl);
    }

    @GET
    @Operation(summary = "Crawls and imports, the newest first")
    public List<CrawlView> list(@QueryParam("limit") @DefaultValue("100") int limit) {
        return crawls.newest(Math.clamp(limit, 1, MOST)).stream()
                .map(CrawlView::of)
                .toList();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a crawl or import is")
    @APIResponse(responseCode = "404", description = "no such crawl")
    public CrawlView get(@PathParam("id") String id) {
        return CrawlView.of(find(id));
    }

    @GET
    @Path("/{id}/skipped")
    @Operation(summary = "Lines of an imported file that hold no listing, as they stood, with the reason")
    public List<SkippedLines.Skipped> skipped(
            @PathParam("id") String id, @QueryParam("limit") @DefaultValue("1000") int limit) {
        return skippedLines.of(find(id).id(), Math.clamp(limit, 1, MOST));
    }

    static Response accepted(Crawl crawl) {
        return Response.accepted(CrawlView.of(crawl))
                .location(URI.create("/v1/crawls/" + crawl.id()))
                .build();
    }

    private Crawl find(String id) {
        return crawls.find(id).orElseThrow(() -> ProblemException.notFound("crawl " + id + " is not known"));
    }

    private PortalProfile check(@Nullable CrawlWanted wanted) {
        if (wanted == null || wanted.portal() == null) {
            throw new ProblemException(Problems.malformed(
                    List.of(new FieldProblem("portal", null, "one of " + String.join(", ", profiles.names())))));
        }
        List<FieldProblem> problems = new ArrayList<>();
        PortalProfile profile = profiles.find(wanted.portal()).orElse(null);
        if (profile == null) {
            problems.add(new FieldProblem("portal", wanted.portal(), "one of " + String.join(", ", profiles.names())));
        } else if (wanted.startUrl() != null && !isOf(profile, wanted.startUrl())) {
            problems.add(
                    new FieldProblem("start_url", wanted.startUrl(), "an address or path of " + profile.baseUrl()));
        }
        if (wanted.maxListings() != null && wanted.maxListings() < 1) {
            problems.add(new FieldProblem("max_listings", wanted.maxListings(), "at least 1"));
        }
        if (!problems.isEmpty() || profile == null) {
            throw ProblemException.outsideLimits(problems);
        }
        return profile;
    }

    private static boolean isOf(PortalProfile profile, String startUrl) {
        try {
            URI base = profile.baseUrl();
            URI resolved = base.resolve(startUrl);
            return base.getScheme().equals(resolved.getScheme())
                    && base.getAuthority().equals(resolved.getAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
