package io.cuantovale.scraper.crawl.fetch;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.microsoft.playwright.options.WaitUntilState;
import io.cuantovale.scraper.crawl.profile.PortalProfile.BrowserStep;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Chromium for pages whose facts appear only after their scripts ran.
 *
 * <p>The browser never speaks to the network: the page is handed over as it was fetched, and what its scripts ask for
 * is fetched by the crawl's own client, with the same robots.txt, delay and limits; images, fonts, styles and other
 * hosts are not fetched at all. Playwright is not thread-safe: one thread, one page, used again for every listing.
 */
public final class PageRenderer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PageRenderer.class);
    private static final int CACHED_SCRIPTS = 100;

    private final BrowserStep step;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("browser").daemon().factory());
    private final Playwright playwright;
    private final Page page;
    private final Map<URI, Fetched> scripts = new HashMap<>();
    private Fetched.@Nullable Content current;
    private @Nullable PoliteClient client;

    /**
     * Starts Chromium.
     *
     * @throws PlaywrightException if it cannot be started
     */
    public PageRenderer(Path executable, BrowserStep step) {
        this.step = step;
        record Started(Playwright playwright, Page page) {}
        try {
            Started started = await(thread.submit(() -> {
                Playwright made = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = made.chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                // Without a sandbox it also runs as root and in containers; what it may reach is
                                // bounded
                                // by the routing below: nothing but what our own client fetched.
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
                return new Started(
                        made,
                        browser.newContext(new Browser.NewContextOptions()).newPage());
            }));
            this.playwright = started.playwright();
            this.page = started.page();
            await(thread.submit(() -> page.route("**/*", this::route)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.shutdownNow();
            throw new PlaywrightException("interrupted while Chromium started", e);
        } catch (RuntimeException e) {
            thread.shutdownNow();
            throw e;
        }
    }

    /** The page's HTML after its scripts ran and its hidden part was opened; empty where that did not work. */
    public Optional<String> render(Fetched.Content content, PoliteClient polite) throws InterruptedException {
        return await(thread.submit(() -> renderHere(content, polite)));
    }

    private Optional<String> renderHere(Fetched.Content content, PoliteClient polite) {
        current = content;
        client = polite;
        double millis = step.timeout().toMillis();
        try {
            page.navigate(
                    content.address().toString(),
                    new Page.NavigateOptions()
                            .setWaitUntil(WaitUntilState.DOMCONTENTLOADED)
                            .setTimeout(millis));
            if (page.querySelector(step.waitFor()) == null) {
                if (step.click() == null || page.querySelector(step.click()) == null) {
                    return Optional.empty();
                }
                page.locator(step.click()).first().dispatchEvent("click");
                page.waitForSelector(
                        step.waitFor(),
                        new Page.WaitForSelectorOptions()
                                .setState(WaitForSelectorState.ATTACHED)
                                .setTimeout(millis));
            }
            return Optional.of(page.content());
        } catch (PlaywrightException e) {
            LOG.debugf("A page did not show %s: %s", step.waitFor(), e.getMessage());
            return Optional.empty();
        }
    }

    private void route(Route route) {
        URI address = uri(route.request().url());
        Fetched.Content page = current;
        if (page == null || address == null) {
            route.abort();
        } else if (route.request().isNavigationRequest() && address.equals(page.address())) {
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(200)
                    .setContentType(page.contentType())
                    .setBodyBytes(page.body()));
        } else {
            switch (route.request().resourceType()) {
                case "script", "xhr", "fetch" -> fulfil(route, address);
                // Frames are told by their address; what they show is not ours to load.
                default -> route.abort();
            }
        }
    }

    private void fulfil(Route route, URI address) {
        try {
            if (fetch(route, address) instanceof Fetched.Content part) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType(part.contentType())
                        .setBodyBytes(part.body()));
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        route.abort();
    }

    private @Nullable Fetched fetch(Route route, URI address) throws InterruptedException {
        PoliteClient polite = client;
        if (polite == null || !"GET".equals(route.request().method())) {
            return null;
        }
        if (!"script".equals(route.request().resourceType())) {
            return polite.page(address, Kind.PAGE_PART);
        }
        Fetched known = scripts.get(address);
        if (known == null) {
            known = polite.page(address, Kind.PAGE_PART);
            if (scripts.size() < CACHED_SCRIPTS) {
                scripts.put(address, known);
            }
        }
        return known;
    }

    private static @Nullable URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static <T> T await(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        thread.submit(playwright::close);
        thread.shutdown();
    }
}
