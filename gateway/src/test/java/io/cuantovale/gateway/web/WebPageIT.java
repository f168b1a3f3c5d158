package io.cuantovale.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in Chromium, under a policy that forbids inline scripts and styles. */
class WebPageIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static PageServer server;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void open() throws IOException {
        boolean found = Files.isExecutable(CHROMIUM);
        assertThat(found || !"true".equals(System.getenv("CI")))
                .as("%s (expected in CI: Debian's chromium)", CHROMIUM)
                .isTrue();
        assumeTrue(found, () -> CHROMIUM + " is missing: the page is not tested (Debian: apt-get install chromium)");
        server = new PageServer(0);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void nothingWasForbiddenOrThrown() {
        assertThat(complaints).isEmpty();
    }

    @Test
    void everyFieldIsPreselectedAndOneClickGivesAnEstimateWithItsInterval() {
        try (BrowserContext context = visitor("es-UY", 1280)) {
            Page page = visit(context);
            page.click("#estimate");
            assertThat(page.locator("#estimate-price")).hasText("US$212.000");
            assertThat(page.locator("#estimate-interval")).hasText("US$ 168.000 a US$ 268.000");
            assertThat(page.locator("#bands li")).hasCount(4);
            assertThat(page.locator("#bands .best")).containsText("61");
            assertThat(server.asked().getLast())
                    .contains("{\"area_m2\":75,\"rooms\":2,\"bathrooms\":1,\"building_type\":\"apartment\","
                            + "\"department\":\"montevideo\",\"location\":\"montevideo/pocitos\"}");
        }
    }

    @Test
    void neighbourhoodsFollowTheDepartmentAndTheAreaStaysWithinItsLimits() {
        try (BrowserContext context = visitor("es-UY", 1280)) {
            Page page = visit(context);
            page.selectOption("#department", "canelones");
            assertThat(page.locator("#location option")).hasText(new String[] {"Atlántida", "Solymar"});
            page.fill("#area", "9000");
            page.press("#area", "Tab");
            assertThat(page.locator("#area")).hasValue("500");
            assertThat(page.locator("#area_m2-error")).hasText("Entre 25 y 500 m²");
        }
    }

    @Test
    void theLanguageFollowsTheBrowserCanBeSwitchedAndIsRemembered() {
        try (BrowserContext context = visitor("en-GB", 1280)) {
            Page page = visit(context);
            assertThat(page.locator("h1")).hasText("What is your home worth?");
            page.click("#estimate");
            assertThat(page.locator("#estimate-price")).hasText("US$212,000");
            page.click("[data-language=es]");
            assertThat(page.locator("#estimate-price")).hasText("US$212.000");
            page.reload();
            assertThat(page.locator("h1")).hasText("¿Cuánto vale tu propiedad?");
            assertThat(page.locator("html")).hasAttribute("lang", "es");
        }
    }

    @Test
    void aPhotoIsShownAndSentAndAnythingElseIsRefusedAtOnce() throws IOException {
        try (BrowserContext context = visitor("es-UY", 1280)) {
            Page page = visit(context);
            page.setInputFiles("#photo", new FilePayload("nota.txt", "text/plain", new byte[] {1}));
            assertThat(page.locator("#photo-error")).hasText("Elegí una foto JPEG o PNG.");
            page.setInputFiles("#photo", new FilePayload("rota.jpg", "image/jpeg", new byte[] {1, 2, 3}));
            assertThat(page.locator("#photo-error")).hasText("Este archivo no se puede leer como foto.");
            page.setInputFiles("#photo", new FilePayload("casa.png", "image/png", picture()));
            assertThat(page.locator("#preview")).isVisible();
            page.click("#estimate");
            assertThat(page.locator("#estimate-price")).isVisible();
            assertThat(server.asked().getLast()).contains("filename=\"casa.png\"");
            page.locator(".curl summary").click();
            assertThat(page.locator(".curl pre")).containsText("photo=@\"casa.png\"");
        }
    }

    @Test
    void withoutAModelThePageWaitsAndAsksAgainByItself() {
        try (BrowserContext context = visitor("es-UY", 1280)) {
            Page page = visit(context);
            server.answer(PageServer.NO_MODEL, PageServer.NO_MODEL);
            page.click("#estimate");
            assertThat(page.locator("#result")).hasAttribute("data-state", "waiting");
            assertThat(page.locator("#estimate-price")).hasText("US$212.000");
        }
    }

    @Test
    void aProblemIsShownAtItsFieldAndTheRestInTheCard() {
        try (BrowserContext context = visitor("es-UY", 1280)) {
            Page page = visit(context);
            server.answer(PageServer.WRONG_AREA);
            page.click("#estimate");
            assertThat(page.locator("#area_m2-error")).hasText("Entre 25 y 500 m²");
            assertThat(page.locator("[role=alert]")).containsText("colour");
            assertThat(page.locator("#area")).hasAttribute("aria-invalid", "");
        }
    }

    @Test
    void nothingIsCutOffOnAPhoneOf360Pixels() {
        try (BrowserContext context = visitor("es-UY", 360)) {
            Page page = visit(context);
            page.click("#estimate");
            assertThat(page.locator("#estimate-price")).isVisible();
            assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .isEqualTo(0);
        }
    }

    @Test
    void aChangedFactMarksTheAnswerAsStale() {
        try (BrowserContext context = visitor("es-UY", 1280)) {
            Page page = visit(context);
            page.click("#estimate");
            assertThat(page.locator("#estimate-price")).isVisible();
            assertThat(page.locator(".stale")).isHidden();
            page.check("#rooms input[value='3']", new Page.CheckOptions().setForce(true));
            assertThat(page.locator(".stale")).isVisible();
        }
    }

    @Test
    void everyStateCanBeReadByEverybodyInLightAndDark() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            // The checker is a script of its own, which the page's policy would keep out.
            try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                    .setLocale("es-UY")
                    .setBypassCSP(true)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setColorScheme(scheme))) {
                Page page = visit(context);
                assertAccessible(page, scheme + ", nothing asked");
                page.click("#estimate");
                assertThat(page.locator("#estimate-price")).isVisible();
                page.locator(".curl summary").click();
                assertAccessible(page, scheme + ", an answer");
                page.check("#rooms input[value='3']", new Page.CheckOptions().setForce(true));
                assertAccessible(page, scheme + ", a stale answer");
                server.answer(PageServer.WRONG_AREA);
                page.click("#estimate");
                assertThat(page.locator("[role=alert]")).isVisible();
                assertAccessible(page, scheme + ", a problem");
            }
        }
    }

    private static void assertAccessible(Page page, String state) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(state)
                .extracting(v -> v.getId() + " at "
                        + v.getNodes().stream().map(n -> n.getTarget()).toList())
                .isEmpty();
    }

    private BrowserContext visitor(String locale, int width) {
        return browser.newContext(
                new Browser.NewContextOptions().setLocale(locale).setViewportSize(width, 844));
    }

    private Page visit(BrowserContext context) {
        server.answer();
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(m -> {
            // A refused call is logged by the browser itself; a breach of the policy must not happen.
            if (m.type().equals("error") && !m.text().startsWith("Failed to load resource")) {
                complaints.add(m.text());
            }
        });
        page.navigate(server.url());
        assertThat(page.locator("#location option")).not().hasCount(0);
        return page;
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
