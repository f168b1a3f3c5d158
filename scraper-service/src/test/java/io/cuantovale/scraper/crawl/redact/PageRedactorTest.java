package io.cuantovale.scraper.crawl.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class PageRedactorTest {
    private static final PageRedactor REDACTOR =
            new PageRedactor(List.of("[class*=anunciante]"), List.of("h1", ".precio"), List.of(".precio"));

    @Test
    void removesPublisherBlocksAndKeepsTheFactsWithin() {
        Document page = redact("""
                <div class="fila-anunciante"><h1>Casa, Tel 27112233</h1></div>
                <div class="anunciante"><b>Juana Publica</b></div><p class=precio>U$S 24500000</p>""");
        assertThat(page.text()).isEqualTo("Casa, Tel [phone] U$S 24500000");
    }

    @Test
    void removesPhonesFromLinksAttributesScriptsAndComments() {
        String html = redact("""
                        <head><meta name=description content="Llamar 27112233 o 099 111 222">
                        <script>var telefono = '099111222';</script>
                        <script type="application/ld+json">{"name":"Casa","telephone":"27112233","price":"24500000",
                          "seller":{"name":"Juana"},"description":"escribir a ana@correo.com"}</script></head>
                        <!-- publicado por Juana, 099111222 -->
                        <a href="tel:+59899111222">099 111 222</a> <a href="mailto:ana@correo.com">ana@correo.com</a>
                        <a href="https://wa.me/59899111222">chat</a>
                        <span class="__cf_email__" data-cfemail="0a1b">[x]</span>
                        <img src="/fotos/099111222.jpg" alt="llame 099111222">
                        <button onclick="call('099111222')" data-telefono="27112233">Ver</button>
                        <input type=hidden value="099111222">
                        <p>Mi n&uacute;mero: <b>099</b> <i>111 222</i></p>""").outerHtml();
        assertThat(html.replace("/fotos/099111222.jpg", ""))
                .doesNotContain("099111222", "099 111 222", "111 222", "27112233", "59899111222", "correo.com", "Juana")
                .contains("24500000", "[phone]", "[e-mail]");
        assertThat(html).contains("src=\"/fotos/099111222.jpg\"");
    }

    @Test
    void aPageRedactedTwiceStaysTheSame() {
        Document once = redact("<h1>Casa 099 111 222</h1><p>ana@correo.com <b>099</b>111222</p>");
        String html = once.outerHtml();
        Document twice = Jsoup.parse(html);
        twice.outputSettings().prettyPrint(false);
        REDACTOR.redact(twice, Set.of());
        assertThat(twice.outerHtml()).isEqualTo(html);
    }

    private static Document redact(String html) {
        Document page = Jsoup.parse(html);
        page.outputSettings().prettyPrint(false);
        REDACTOR.redact(page, Set.of());
        return page;
    }
}
