package io.cuantovale.scraper.rest;

import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import io.cuantovale.scraper.crawl.Crawl;
import io.cuantovale.scraper.crawl.CrawlRequest;
import io.cuantovale.scraper.crawl.ImportFolders;
import io.cuantovale.scraper.messaging.ScrapeRequests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Imports of listings from files. */
@Path("/v1/imports")
@Tag(name = "imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}");

    private final ImportFolders folders;
    private final ScrapeRequests requests;
    private final InstantSource clock;

    public ImportResource(ImportFolders folders, ScrapeRequests requests, InstantSource clock) {
        this.folders = folders;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * @param source what the listings belong to; their keys are {@code source:id}
     * @param path of a CSV file on the scraper's machine
     * @param photos folder of the photos; {@code photos} beside the file where missing
     * @param maxListings at least 1; all where missing
     * @param reason why, in words
     */
    public record ImportWanted(
            @Nullable String source,
            @Nullable String path,
            @Nullable String photos,
            @Nullable Integer maxListings,
            @Nullable String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask for an import of a CSV file", description = "Watch it at its Location.")
    @APIResponse(responseCode = "202", description = "asked for")
    @APIResponse(responseCode = "422", description = "no such file, or a value outside its limits")
    public Response ask(ImportWanted wanted) {
        check(wanted);
        Crawl crawl = CrawlRequest.fileImport(
                wanted.source(),
                java.nio.file.Path.of(wanted.path())
                        .toAbsolutePath()
                        .normalize()
                        .toString(),
                wanted.photos() == null
                        ? null
                        : java.nio.file.Path.of(wanted.photos())
                                .toAbsolutePath()
                                .normalize()
                                .toString(),
                wanted.maxListings(),
                "person",
                wanted.reason() == null ? "asked for by REST" : wanted.reason(),
                clock.instant());
        requests.ask(crawl);
        return CrawlResource.accepted(crawl);
    }

    private void check(@Nullable ImportWanted wanted) {
        List<FieldProblem> missing = new ArrayList<>();
        if (wanted == null || wanted.source() == null) {
            missing.add(new FieldProblem("source", null, "what the listings belong to"));
        }
        if (wanted == null || wanted.path() == null) {
            missing.add(new FieldProblem("path", null, "the path of a CSV file"));
        }
        if (!missing.isEmpty() || wanted == null) {
            throw new ProblemException(Problems.malformed(missing));
        }
        List<FieldProblem> problems = new ArrayList<>();
        if (!SOURCE.matcher(wanted.source()).matches()) {
            problems.add(new FieldProblem(
                    "source", wanted.source(), "1 to 61 of a-z, 0-9 and -, beginning with a letter or digit"));
        }
        folders.fault(wanted.path(), Files::isRegularFile, "a file")
                .ifPresent(expected -> problems.add(new FieldProblem("path", wanted.path(), expected)));
        if (wanted.photos() != null) {
            folders.fault(wanted.photos(), Files::isDirectory, "a folder")
                    .ifPresent(expected -> problems.add(new FieldProblem("photos", wanted.photos(), expected)));
        }
        if (wanted.maxListings() != null && wanted.maxListings() < 1) {
            problems.add(new FieldProblem("max_listings", wanted.maxListings(), "at least 1"));
        }
        if (!problems.isEmpty()) {
            throw ProblemException.outsideLimits(problems);
        }
    }
}
