package io.cuantovale.local.launcher.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cuantovale.local.launcher.check.DataFolder;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.process.Services;
import io.cuantovale.local.launcher.watch.Api;
import io.cuantovale.local.launcher.watch.Crawl;
import io.cuantovale.local.launcher.watch.StageFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks scraper-service once for what the loop begins with: a crawl of the portal, an import of each table. */
final class Sources {
    private static final String PORTAL = "gallito";
    private static final String REASON = "first run of ./cuantovale up";

    private final Api api;
    private final Services services;
    private final Optional<DataFolder> own;
    private final OptionalInt listings;

    Sources(Api api, Services services, Optional<DataFolder> own, OptionalInt listings) {
        this.api = api;
        this.services = services;
        this.own = own;
        this.listings = listings;
    }

    /**
     * Asks for what has not been asked for before.
     *
     * @param before crawls and imports that scraper-service knows
     */
    void ask(List<Crawl> before) {
        if (services.parts().contains(Part.PORTAL) && before.stream().noneMatch(c -> !c.isImport())) {
            ObjectNode body =
                    JsonNodeFactory.instance.objectNode().put("portal", PORTAL).put("reason", REASON);
            listings.ifPresent(n -> body.put("max_listings", n));
            post(Part.SCRAPER, "/v1/crawls", body, "Crawl");
        }
        if (own.isPresent() && before.stream().noneMatch(Crawl::isImport)) {
            for (Path table : own.get().imports()) {
                ObjectNode body = JsonNodeFactory.instance
                        .objectNode()
                        .put("source", sourceName(own.get(), table))
                        .put("path", table.toAbsolutePath().toString())
                        .put("reason", REASON);
                post(Part.SCRAPER, "/v1/imports", body, "Crawl");
            }
        }
    }

    /** Asks cleaning-service for a dataset of what there is. */
    void askForSnapshot(String task) {
        post(
                Part.CLEANING,
                "/v1/snapshots",
                JsonNodeFactory.instance.objectNode().put("task", task).put("reason", REASON),
                "Dataset");
    }

    /** A table's listings keep apart from other tables' by the folder's name, and the file's where there are several. */
    static String sourceName(DataFolder folder, Path table) {
        String dir = folder.dir().getFileName() == null
                ? "data"
                : folder.dir().getFileName().toString();
        String file = table.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        String name = folder.imports().size() > 1 ? dir + "-" + file : dir;
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private void post(Part part, String path, ObjectNode body, String stage) {
        Api.Answer answer = api.post(services.address(part).resolve(path), body);
        if (!answer.ok()) {
            throw new StageFailure(
                    stage,
                    part,
                    "POST " + path + " " + body + " was answered " + answer.status() + ": " + answer.text());
        }
    }
}
