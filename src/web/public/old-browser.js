// Plain ES5 on purpose: it must run where the pages cannot. Below Chromium 100 (Firefox 100, Safari 15.4) it says so and stops there.
;(function () {
  var agent = navigator.userAgent
  function version(pattern) {
    var found = pattern.exec(agent)
    return found ? parseFloat(found[1]) : null
  }
  var chromium = version(/(?:Chrome|Chromium|CriOS)\/(\d+)/)
  var firefox = version(/Firefox\/(\d+)/)
  var safari = chromium === null && firefox === null ? version(/Version\/(\d+\.\d+).*Safari/) : null
  var isOld =
    /MSIE |Trident\//.test(agent) ||
    (chromium !== null && chromium < 100) ||
    (firefox !== null && firefox < 100) ||
    (safari !== null && safari < 15.4) ||
    !('noModule' in document.createElement('script'))
  if (!isOld) return
  function show() {
    var box = document.createElement('div')
    box.id = 'old-browser'
    box.setAttribute('role', 'alert')
    box.style.cssText = 'max-width:520px;margin:12vh auto 0;padding:24px;font:16px/1.8 "PingFang SC","Microsoft YaHei",sans-serif;color:#1a2230'
    box.innerHTML =
      '<h1 style="font-size:22px;margin:0 0 12px">这个浏览器的版本旧了，兜底在里面显示不全</h1>' +
      '<p>数据没有受影响。请换用电脑上较新的 Edge 或 Chrome 打开同一个网址；' +
      '360、QQ、搜狗浏览器请升级到新版，并切换到“极速模式”。</p>' +
      '<p style="color:#4c5667;font-size:14px">需要内核（Chromium）100 以上' +
      (chromium !== null ? '，现在是 ' + chromium : '') +
      '。不会升级的，请把这一页拍下来给镇里管电脑的同事。</p>'
    var root = document.getElementById('root')
    if (root && root.parentNode) root.parentNode.removeChild(root)
    document.body.appendChild(box)
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', show)
  else show()
})()
