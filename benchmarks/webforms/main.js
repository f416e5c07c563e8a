// The survey in ODK Web Forms, as its own documentation mounts it.
import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';

const formXml = await (await fetch('/survei.xml')).text();
const fetchFormAttachment = (url) => fetch('/' + String(url).split('/').pop());
createApp({
  render: () => h(OdkWebForm, { formXml, fetchFormAttachment, missingResourceBehavior: 'BLANK', submissionMaxSize: Infinity }),
}).use(webFormsPlugin).mount('#app');
