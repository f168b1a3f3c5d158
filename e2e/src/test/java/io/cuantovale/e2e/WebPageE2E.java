package io.cuantovale.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.cuantovale.e2e.product.GatewayAddress;
import io.cuantovale.testkit.TestData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person fills the form in a browser and reads what the served model answers. */
@ExtendWith(GatewayAddress.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebPageE2E {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double ANSWER_MS = 15_000;

    private final URI gateway;
    private Playwright playwright;
    private Browser browser;

    WebPageE2E(URI gateway) {
        this.gateway = gateway;
    }

    @BeforeAll
    void open() {
        assertThat(CHROMIUM)
                .as("the browser (Debian: apt-get install chromium)")
                .isExecutable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @AfterAll
    void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void aPersonFillsTheFormAddsAPhotoAndReadsTheEstimate() throws IOException {
        try (BrowserContext context = visitor("es-UY", 1280, 860, ColorScheme.LIGHT)) {
            Page page = visit(context);
            page.selectOption("#department", "canelones");
            page.selectOption("#location", "canelones/solymar");
            page.selectOption("#department", "montevideo");
            page.selectOption("#location", "montevideo/malvin");
            page.fill("#area", "82");
            page.press("#area", "Tab");
            page.check("#rooms input[value='3']", new Page.CheckOptions().setForce(true));
            page.check("#bathrooms input[value='2']", new Page.CheckOptions().setForce(true));
            page.setInputFiles("#photo", photo());
            assertThat(page.locator("#preview")).isVisible();
            estimate(page);
            assertThat(page.locator("#estimate-price")).hasText(Pattern.compile("US\\$\\d{2,3}(\\.\\d{3})+"));
            assertThat(page.locator("#estimate-interval")).hasText(Pattern.compile("US\\$ [\\d.]+ a US\\$ [\\d.]+"));
            assertThat(page.locator("#bands li")).hasCount(4);
            assertThat(page.locator(".curl pre")).containsText("/v1/predictions");
            assertThat(page.locator(".disclaimer")).containsText("no una tasación");
            keep(page, "web-page.png");
        }
    }

    @Test
    void everyFieldIsPreselectedSoThatOneTapSufficesOnAPhone() {
        try (BrowserContext context = visitor("en-GB", 390, 844, ColorScheme.DARK)) {
            Page page = visit(context);
            estimate(page);
            assertThat(page.locator("#result-heading")).hasText("Asking-price estimate");
            assertThat(page.locator("#estimate-price")).hasText(Pattern.compile("US\\$\\d{2,3}(,\\d{3})+"));
            assertThat(page.locator("#result-body")).containsText("No photo");
            assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .isEqualTo(0);
            keep(page, "web-page-phone.png");
        }
    }

    private BrowserContext visitor(String locale, int width, int height, ColorScheme scheme) {
        return browser.newContext(new Browser.NewContextOptions()
                .setLocale(locale)
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(scheme));
    }

    private Page visit(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(gateway.toString());
        assertThat(page.locator("#department option")).not().hasCount(0);
        assertThat(page.locator("#location option")).not().hasCount(0);
        return page;
    }

    private static void estimate(Page page) {
        page.click("#estimate");
        page.locator("#estimate-price").waitFor(new Locator.WaitForOptions().setTimeout(ANSWER_MS));
    }

    /** A real photo, or the one that {@code cuantovale.e2e.photo} names: for pictures that may be shown. */
    private static Path photo() throws IOException {
        String named = System.getProperty("cuantovale.e2e.photo", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        try (Stream<Path> photos = Files.list(TestData.gallitoPhotos())) {
            return photos.sorted().findFirst().orElseThrow();
        }
    }

    /** A picture of what was seen, for people. */
    private static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name))
                .setFullPage(true));
    }
}
